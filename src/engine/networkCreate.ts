/** `docker network create`: the daemon's checks, then the model's (moby v28.5.2 daemon/network.go createNetwork). */
import { parseCidr } from '../addr/cidr.js'
import { parseIp } from '../addr/ip.js'
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import { newNetwork } from '../cnm/newNetwork.js'
import { networkOf } from '../cnm/lookup.js'
import type { NetworkSpec } from '../cnm/networkSpec.js'
import type { HostId, IpamConfig, NetworkId } from '../cnm/world.js'
import { isPredefined } from '../cnm/predefined.js'
import { option } from '../drivers/api.js'
import type { Options } from '../drivers/api.js'
import { lifted, refuse } from './change.js'
import type { EngineError } from './errors.js'
import { withNetworkEvent } from './events.js'
import { ipamProblems } from './ipamProblems.js'
import type { IpamText, NetworkCreateSpec } from './networkCreateSpec.js'
import type { DockerWorld, EngineChange } from './state.js'
import { createSwarmNetwork } from './swarm/createSwarmNetwork.js'
import { managed } from './swarm/membership.js'
import type { Swarm } from './swarm/swarm.js'

// Driver options of the same meaning as `--ipv4` and `--ipv6` (libnetwork/netlabel), which win over them.
const ENABLE_4 = 'com.docker.network.enable_ipv4'
const ENABLE_6 = 'com.docker.network.enable_ipv6'

/**
 * Errors in the daemon's order: the name is the cluster's or the engine's own, no manager for an overlay network, a
 * bad option, bad subnets, then what the model and the driver refuse. A network of the cluster is made by its
 * manager and has no bridge or interface on any host yet (swarm/createSwarmNetwork.ts).
 */
export function networkCreate(
  env: Env,
  state: DockerWorld,
  host: HostId,
  spec: NetworkCreateSpec,
): EngineChange<{ readonly id: NetworkId }> {
  // the router looks among the cluster's networks before the daemon does (api/server/router/network
  // postNetworkCreate)
  const manager = managed(state, host)
  if (manager.ok && isInCluster(manager.value.swarm, spec.name))
    return refuse({ code: 'cnm', cause: { code: 'network-exists', name: spec.name } })
  if (isPredefined(spec.name)) return refuse({ code: 'predefined-network', name: spec.name })
  // not said: libnetwork's DefaultDriver
  const driver = spec.driver || 'bridge'
  if (driver === 'overlay' && !manager.ok)
    return refuse(isLeaderless(manager.error) ? manager.error : { code: 'not-a-swarm-manager' })
  const four = enabled(spec.ipv4, spec.options, ENABLE_4, true)
  if (!four.ok) return refuse(four.error)
  const six = enabled(spec.ipv6, spec.options, ENABLE_6, false)
  if (!six.ok) return refuse(six.error)
  const problems = ipamProblems(spec.ipam.config, six.value)
  if (problems.length > 0) return refuse({ code: 'invalid-network-config', problems })
  const { name, internal, attachable, ingress, configOnly, configFrom, labels, scope } = spec
  const asked: NetworkSpec = {
    driver,
    name,
    ipv4: four.value,
    ipv6: six.value,
    internal,
    attachable,
    ingress,
    configOnly,
    configFrom,
    labels,
    scope,
    // an option that the request overrules is taken out, so that inspect does not contradict itself
    options: spec.options.filter(
      ([key]) => !(key === ENABLE_4 && spec.ipv4 !== null) && !(key === ENABLE_6 && spec.ipv6 !== null),
    ),
    ipamDriver: spec.ipam.driver || 'default',
    ipamOptions: spec.ipam.options,
    ipam: spec.ipam.config.map(typed),
  }
  const own = newNetwork(env, state.cnm, host, asked)
  // NewNetwork answers ManagerRedirectError for drivers of global scope, and the router goes to the manager with it
  if (!own.ok && own.error.code === 'manager-redirect') return createSwarmNetwork(env, state, host, asked)
  const made = lifted(state, own)
  if (!made.ok) return refuse(made.error)
  const id = made.value.value.network
  return ok({
    id,
    state: withNetworkEvent(made.value.state, networkOf(made.value.state.cnm, id), 'create'),
  })
}

/** A manager without a leader is one for all that. */
const isLeaderless = (error: EngineError): boolean =>
  error.code === 'swarm' && error.cause.code === 'no-leader'

/** Managers know the hosts' own `bridge` and `host` too, for services (swarmkit PredefinedNetworks). */
const isInCluster = ({ networks }: Swarm, name: string): boolean =>
  name === 'bridge' || name === 'host' || networks.some((n) => n.name === name)

/**
 * A family is on by the request, else by the driver option, else by default. Words are those of Go's
 * strconv.ParseBool.
 */
function enabled(
  said: boolean | null,
  options: Options,
  key: string,
  otherwise: boolean,
): Result<boolean, EngineError> {
  const text = option(options, key)
  if (said !== null) return ok(said)
  if (text === undefined) return ok(otherwise)
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return ok(true)
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return ok(false)
  return err({ code: 'not-a-bool', option: key })
}

/**
 * Texts that were checked before, as addresses (daemon/network.go getIpamConfig). Host bits of an IPv6 subnet of a network
 * without IPv6, which nobody refused, are cut off here.
 */
function typed({ subnet, range, gateway, auxiliary }: IpamText): IpamConfig {
  const parsed = parseCidr(subnet)
  if (parsed === undefined) throw new Error(`${subnet} was checked and is no subnet`)
  return {
    subnet: parsed,
    range: parseCidr(range) ?? null,
    gateway: parseIp(gateway) ?? null,
    auxiliary: auxiliary.flatMap(([name, text]) => {
      const address = parseIp(text)
      return address === undefined ? [] : [[name, address] as const]
    }),
  }
}
