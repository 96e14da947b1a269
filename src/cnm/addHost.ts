/**
 * Put a machine into the world; on one with an engine, the networks that the engine makes when it starts (moby v28.5.2
 * daemon/daemon_unix.go initNetworkController, initBridgeDriver). Machines never go away again.
 */
import { mustParseCidr } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import { err, ok } from '../addr/result.js'
import type { PredefinedPool } from '../ipam/addressSpace.js'
import { emptyAddressSpace, localDefaultPools } from '../ipam/addressSpace.js'
import { isSegmentOf } from './addLan.js'
import type { Change, Env } from './env.js'
import { makeId } from './identity.js'
import { allHosts, findHost } from './lookup.js'
import { nameServer } from './nameServer.js'
import { newNetwork } from './newNetwork.js'
import type { NetworkSpec } from './networkSpec.js'
import { stepped, withHost } from './update.js'
import type { Host, World } from './world.js'

/** A machine as it stands before an engine starts on it. */
export interface HostSpec extends Pick<
  Host,
  'id' | 'hasEngine' | 'interfaces' | 'routes' | 'forwarding' | 'nameservers' | 'zone'
> {
  /** Pools of the engine's local networks; default: Docker's own. */
  readonly pools?: readonly PredefinedPool[]
  readonly userlandProxy?: boolean
  /** Default: true. */
  readonly esp?: boolean
}

/** The networks of a fresh engine, in the order in which it makes them (moby v28.5.2 daemon/daemon_unix.go initNetworkController). */
const PREDEFINED: readonly NetworkSpec[] = [
  { driver: 'null', name: 'none' },
  { driver: 'host', name: 'host' },
  {
    driver: 'bridge',
    name: 'bridge',
    options: [
      ['com.docker.network.bridge.default_bridge', 'true'],
      ['com.docker.network.bridge.enable_icc', 'true'],
      ['com.docker.network.bridge.enable_ip_masquerade', 'true'],
      ['com.docker.network.bridge.host_binding_ipv4', '0.0.0.0'],
      ['com.docker.network.bridge.name', 'docker0'],
      ['com.docker.network.driver.mtu', '1500'],
    ],
  },
]

/** Does the user's configuration (default-address-pools) know a pool for IPv6? Then the engine makes up none. */
const hasIpv6 = (pools: readonly PredefinedPool[]): boolean => pools.some((p) => familyOf(p.base) === 6)

/**
 * The IPv6 pool that an engine makes up for itself where none is configured: fd, 40 bits of its own, cut into /64
 * (moby v28.5.2 daemon/daemon.go deriveULABaseNetwork, which takes the 40 bits from the host's id).
 */
function uniqueLocalPool(index: number): PredefinedPool {
  const own = makeId('other', index, 0)
  const base = `fd${own.slice(0, 2)}:${own.slice(2, 6)}:${own.slice(6, 10)}::/48`
  return { base: mustParseCidr(base), size: 64 }
}

/**
 * Errors: `host-exists`; `lan-like-bridge`, since bridges are named after their hosts; and whatever the first networks
 * meet. O(hosts), for the machine's number.
 */
export function addHost(env: Env, world: World, spec: HostSpec): Change<{ readonly host: string }> {
  if (findHost(world, spec.id)) return err({ code: 'host-exists', host: spec.id })
  const lan = Object.keys(world.lans).find((each) => isSegmentOf(each, spec.id))
  if (lan !== undefined) return err({ code: 'lan-like-bridge', lan, host: spec.id })
  const { pools = localDefaultPools, userlandProxy = true, esp = true } = spec
  const index = allHosts(world).length
  const host: Host = {
    id: spec.id,
    index,
    hasEngine: spec.hasEngine,
    interfaces: spec.interfaces,
    routes: spec.routes,
    forwarding: spec.forwarding,
    nameservers: spec.nameservers,
    zone: spec.zone,
    listeners: nameServer(spec),
    userlandProxy,
    esp,
    ipam: emptyAddressSpace(hasIpv6(pools) ? pools : [...pools, uniqueLocalPool(index)]),
    portCursors: [],
    agent: null,
    lost: [],
    meshSince: null,
    blocked: [],
  }
  let next = stepped(world, { hosts: withHost(world, host) })
  for (const network of host.hasEngine ? PREDEFINED : []) {
    const made = newNetwork(env, next, host.id, network)
    if (!made.ok) return made
    next = made.value.world
  }
  return ok({ world: next, host: host.id })
}
