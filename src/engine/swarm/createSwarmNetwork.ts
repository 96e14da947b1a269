/**
 * A network of the cluster: checked by the manager, noted, and served with pools and VXLAN ids as far as there are any
 * (moby v28.5.2 daemon/cluster/networks.go CreateNetwork; swarmkit manager/controlapi/network.go).
 */
import { ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { hostOf } from '../../cnm/lookup.js'
import type { NetworkSpec } from '../../cnm/networkSpec.js'
import type { HostId } from '../../cnm/world.js'
import type { Options } from '../../drivers/api.js'
import { refuse, ticked } from '../change.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { allocateWaiting } from './allocate.js'
import type { SwarmError } from './errors.js'
import { makeSwarmId } from './identity.js'
import { withSwarm } from './membership.js'
import { deciding } from './quorum.js'
import type { Swarm, SwarmNetwork } from './swarm.js'

/**
 * `id`: 25 letters and digits, the same on every host. The network is listed from now on, and on no host: its first
 * task brings it there. One that cannot be served is created all the same, and waits.
 */
export function createSwarmNetwork(
  env: Env,
  state: DockerWorld,
  host: HostId,
  spec: NetworkSpec,
): EngineChange<{ readonly id: string }> {
  const member = deciding(env, state, host)
  if (!member.ok) return refuse(member.error)
  const { swarm } = member.value
  const refused = refuseSpec(swarm, spec)
  if (refused) return refuse({ code: 'swarm', cause: refused })
  const id = makeSwarmId('network', hostOf(state.cnm, host).index, state.cnm.clock)
  const network: SwarmNetwork = {
    id,
    name: spec.name,
    createdAt: state.cnm.clock,
    driver: spec.driver,
    ipv4: spec.ipv4 ?? true,
    ipv6: spec.ipv6 ?? false,
    internal: spec.internal ?? false,
    attachable: spec.attachable ?? false,
    ingress: spec.ingress ?? false,
    configFrom: spec.configFrom ?? '',
    options: spec.options ?? [],
    labels: spec.labels ?? [],
    ipamDriver: spec.ipamDriver ?? 'default',
    ipamOptions: serial(spec.ipamOptions ?? []),
    ipam: spec.ipam ?? [],
    allocated: null,
  }
  const noted = { ...swarm, networks: [...swarm.networks, network] }
  return ok({ id, state: withSwarm(ticked(state), allocateWaiting(env, noted)) })
}

/** The allocator adds its own option to those of the user, if there are any (cnmallocator setIPAMSerialAlloc). */
const serial = (options: Options): Options =>
  options.length === 0
    ? options
    : [...options.filter(([key]) => key !== SERIAL), [SERIAL, 'true'] as const].toSorted(([a], [b]) =>
        a < b ? -1 : 1,
      )
const SERIAL = 'com.docker.network.ipam.serial'

/** Characters (swarmkit controlapi/common.go validateAnnotations). */
const LONGEST_NAME = 63

/** Checks in the manager's order (validateNetworkSpec, then CreateNetwork); texts are gRPC's. */
function refuseSpec(
  { networks }: Swarm,
  { name, attachable, ingress, driver }: NetworkSpec,
): SwarmError | null {
  const rpc = (text: string): SwarmError => ({ code: 'rpc', status: 'InvalidArgument', text })
  if (attachable && ingress) return rpc('ingress network cannot be attachable')
  // a host's own networks may have dots in their names; those of a cluster may not
  if (!/^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/.test(name))
    return rpc('name must be valid as a DNS name component')
  if (name.length > LONGEST_NAME) return rpc('name must be 63 characters or fewer')
  if (ingress && driver !== 'overlay')
    return {
      code: 'rpc',
      status: 'Unimplemented',
      text: 'only overlay driver is currently supported for ingress network',
    }
  const other = networks.find((n) => n.ingress)
  return ingress && other
    ? { code: 'rpc', status: 'AlreadyExists', text: `ingress network (${other.id}) is already present` }
    : null
}
