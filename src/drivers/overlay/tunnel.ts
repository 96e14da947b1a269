/**
 * The tunnel of one subnet on one host: where it starts, and who is behind its other ends (moby v28.5.2
 * libnetwork/drivers/overlay: ov_utils.go createVxlan, ov_network.go generateVxlanName, peerdb.go peerAddOp). The device
 * answers ARP itself from what gossip has told (its option Proxy); it floods nothing. Not modelled: what it learns from
 * packets (its option Learning), and addresses that two hosts claim at once.
 */
import { addressOf, contains } from '../../addr/cidr.js'
import { familyOf } from '../../addr/ip.js'
import type { Listener } from '../../dataplane/namespace.js'
import type { Tunnel } from '../../dataplane/segment.js'
import type { AgentInfo, HostInfo, NetworkInfo, PoolInfo } from '../api.js'

/**
 * None on a host that is in no cluster: it knows of nobody. `id`: of the network, as devices have it.
 *
 * `ends` has one entry for each other host of the network, with the addresses behind it: the engine's permanent
 * neighbour and forwarding entries, of every peer in the subnet. O(endpoints of the network in the cluster).
 */
export function tunnelOf(
  { pool, vni }: { readonly pool: PoolInfo; readonly vni: number },
  { name, cluster }: NetworkInfo,
  { id: host, agent }: HostInfo,
  id: string,
  encrypted: boolean,
): Tunnel | undefined {
  if (agent === null) return undefined
  return {
    namespace: host,
    // the hexadecimal number and five letters of the network's id
    device: `vx-${vni.toString(16).padStart(6, '0')}-${id}`,
    vni,
    source: agent.dataPath,
    port: agent.dataPathPort,
    // a host that cannot do IPsec has no security association, and the mark's rule sends the packet nowhere
    protection: encrypted ? (agent.esp ? 'esp' : 'refused') : 'none',
    ends: (cluster?.peers ?? []).map(({ dataPath, endpoints }) => ({
      via: dataPath,
      addresses: endpoints
        .flatMap(({ address4 }) => (address4 === null ? [] : [addressOf(address4)]))
        .filter((address) => contains(pool.subnet, address)),
    })),
    cause: { purpose: encrypted ? 'encrypted-tunnel' : 'tunnel', network: name },
  }
}

/**
 * The kernel's VXLAN socket, one for all networks of the host: the port 4789, unless the cluster says otherwise. It
 * belongs to no process, so nothing can be killed or asked there.
 */
export const vxlanSocket = ({ dataPath, dataPathPort }: AgentInfo, { name }: NetworkInfo): Listener => ({
  protocol: 'udp',
  address: null,
  family: familyOf(dataPath),
  port: dataPathPort,
  owner: 'vxlan',
  frozen: false,
  relay: null,
  cause: { purpose: 'tunnel', network: name },
})
