/** `docker swarm init`: a cluster of one manager, with its ingress network (moby v28.5.2 daemon/cluster/swarm.go Init). */
import { lengthOf } from '../../addr/cidr.js'
import type { Cidr } from '../../addr/cidr.js'
import { isUnspecified } from '../../addr/ip.js'
import { ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { hostOf } from '../../cnm/lookup.js'
import type { HostId } from '../../cnm/world.js'
import { emptyAddressSpace, globalDefaultPools } from '../../ipam/addressSpace.js'
import { refuse, ticked } from '../change.js'
import { FIRST_PORTS } from '../service/ports.js'
import { noServices } from '../service/state.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { advertiseAddress, inputAddress, listenAddress, systemAddress } from './address.js'
import { allocateWaiting } from './allocate.js'
import { believed } from './belief.js'
import type { SwarmError } from './errors.js'
import { makeDigest, makeSwarmId } from './identity.js'
import { enrol } from './enrol.js'
import { membership, withSwarm, type Membership } from './membership.js'
import { changedSettings, DEFAULT_SETTINGS, makeUnlockKey } from './settings.js'
import type { SwarmSettings } from './settings.js'
import type { NodeAvailability, NodeId, Swarm, SwarmNetwork } from './swarm.js'
import { NO_VNI } from './vni.js'

/** The flags of `docker swarm init`; '' where an address was not given. */
export interface SwarmInitSpec {
  readonly advertiseAddr: string
  readonly listenAddr: string
  readonly dataPathAddr: string
  /** 0: the default. */
  readonly dataPathPort: number
  /** Empty: 10.0.0.0/8. */
  readonly pools: readonly Cidr[]
  /** Bits; 0: the default of 24. */
  readonly subnetSize: number
  readonly availability: NodeAvailability
  /** What differs from the defaults. */
  readonly settings: Partial<SwarmSettings>
  readonly forceNewCluster: boolean
}

/** Longer masks leave too few addresses for what the engine itself needs. */
const LONGEST_MASK = 29
const DEFAULT_DATA_PATH_PORT = 4789
const DATA_PATH_PORTS = { least: 1024, most: 49_151 }

/**
 * Checks in the engine's order (daemon/cluster/swarm.go Init); then the ingress network is on the host, and with it
 * docker_gwbridge. `node`: the node's id; with --force-new-cluster on a manager, the one that it has.
 */
export function swarmInit(
  env: Env,
  state: DockerWorld,
  hostId: HostId,
  spec: SwarmInitSpec,
): EngineChange<{ readonly node: NodeId }> {
  const no = (cause: SwarmError) => refuse({ code: 'swarm', cause })
  const member = membership(state, hostId)
  if (member && !spec.forceNewCluster) return no({ code: 'in-swarm' })
  if (member && member.node.role === 'worker') return no({ code: 'no-manager', worker: true })
  const host = hostOf(state.cnm, hostId)
  const listen = listenAddress(host, spec.listenAddr)
  if (!listen.ok) return no(listen.error)
  const advertise = advertiseAddress(state.cnm, host, spec.advertiseAddr, listen.value.port)
  if (!advertise.ok) return no(advertise.error)
  const dataPath = spec.dataPathAddr === '' ? advertise : inputAddress(host, spec.dataPathAddr, 'data-path')
  if (!dataPath.ok) return no(dataPath.error)
  // listening everywhere is fine where the address that is told to others is one of this machine's
  const own = host.interfaces.some((i) => i.addresses.some((a) => a.startsWith(`${advertise.value.host}/`)))
  if (isUnspecified(listen.value.host) && !own && !systemAddress(state.cnm, host).ok)
    return no({ code: 'must-listen' })
  const wrong = refusePools(spec)
  if (wrong) return no(wrong)
  const settings = changedSettings(DEFAULT_SETTINGS, spec.settings)
  if (!settings.ok) return no(settings.error)
  if (member)
    return ok({ state: withSwarm(ticked(state), aloneIn(member, state.passed)), node: member.node.id })
  const step = state.cnm.clock
  const seed = host.index
  const swarm: Swarm = {
    id: makeSwarmId('other', seed, step),
    createdAt: step,
    digest: makeDigest(seed, step),
    secrets: { worker: makeSwarmId('token', seed, step), manager: makeSwarmId('secret', seed, step) },
    settings: settings.value,
    unlockKey: settings.value.autolock ? makeUnlockKey(seed, step) : null,
    pools: spec.pools,
    subnetSize: spec.subnetSize,
    dataPathPort: spec.dataPathPort || DEFAULT_DATA_PATH_PORT,
    ipam: emptyAddressSpace(
      spec.pools.length === 0
        ? globalDefaultPools
        : spec.pools.map((base) => ({ base, size: spec.subnetSize })),
    ),
    lastVni: NO_VNI,
    nextPorts: FIRST_PORTS,
    nodes: [],
    networks: [ingress(makeSwarmId('network', seed, step), step)],
    attachments: [],
    services: noServices,
    gossip: [],
  }
  const enrolled = enrol(env, ticked(state), allocateWaiting(env, swarm), {
    host: hostId,
    role: 'manager',
    leader: true,
    availability: spec.availability,
    address: advertise.value.host,
    port: advertise.value.port,
    dataPath: typeof dataPath.value === 'string' ? dataPath.value : dataPath.value.host,
  })
  return enrolled.ok ? ok(enrolled.value) : refuse(enrolled.error)
}

/**
 * The cluster as its only manager remembers it: the others have no vote any more. Networks, services, workers and tokens stay
 * (swarmkit node.go, raft loadAndStart with forceNewCluster). Pools and sizes of the request count for nothing.
 */
const aloneIn = ({ swarm, node }: Membership, passed: number): Swarm => ({
  ...swarm,
  nodes: swarm.nodes.map((n) => {
    if (n.id === node.id) return { ...n, leader: true, led: believed }
    return n.role === 'manager' && !n.removed
      ? { ...n, leader: false, led: { holds: false, since: null }, outvotedAt: n.outvotedAt ?? passed }
      : n
  }),
})

/** Sizes are checked only where pools were given, and the port last. */
function refusePools({ pools, subnetSize, dataPathPort }: SwarmInitSpec): SwarmError | null {
  const size = subnetSize || 24
  if (pools.length > 0 && size > LONGEST_MASK) return { code: 'subnet-size', size }
  const small = pools.find((pool) => size < lengthOf(pool))
  if (small !== undefined) return { code: 'pool-too-small', pool: small, size }
  const { least, most } = DATA_PATH_PORTS
  return dataPathPort !== 0 && (dataPathPort < least || dataPathPort > most)
    ? { code: 'data-path-port', port: dataPathPort }
    : null
}

/** The network that published ports of services are balanced over (swarmkit manager.go newIngressNetwork). */
const ingress = (id: string, createdAt: number): SwarmNetwork => ({
  id,
  name: 'ingress',
  createdAt,
  driver: 'overlay',
  ipv4: true,
  ipv6: false,
  internal: false,
  attachable: false,
  ingress: true,
  configFrom: '',
  options: [],
  labels: [],
  ipamDriver: 'default',
  ipamOptions: [],
  ipam: [],
  allocated: null,
})
