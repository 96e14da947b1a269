/** The tunnel of one subnet on one host: where it starts, and who is behind its other ends (moby v28.5.2 libnetwork/drivers/overlay/peerdb.go). */
import { addressOf, contains } from '../../addr/cidr.js'
import { familyOf } from '../../addr/ip.js'
import type { Listener } from '../../dataplane/namespace.js'
import type { Tunnel } from '../../dataplane/segment.js'
import type { AgentInfo, HostInfo, NetworkInfo, PoolInfo } from '../api.js'

/** None on a host that is in no cluster: it knows of nobody. `id`: of the network, as devices have it. */
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
    device: `vx-${vni.toString(16).padStart(6, '0')}-${id}`,
    vni,
    source: agent.dataPath,
    port: agent.dataPathPort,
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

/** The kernel's VXLAN socket, one for all networks of the host. */
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
