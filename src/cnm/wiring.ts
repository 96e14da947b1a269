/** What the drivers describe, remembered: a network is described again only when it or an endpoint on it has changed. */
import type { Driver, Wiring } from '../drivers/api.js'
import { nothingWired } from '../drivers/api.js'
import type { Env } from './env.js'
import { endpointsOn, networksOn } from './lookup.js'
import { meshWiring } from './meshWiring.js'
import { endpointInfo, hostInfo } from './views.js'
import type { Endpoint, Host, Network, World } from './world.js'

interface Known {
  readonly driver: Driver
  readonly host: Host
  readonly endpoints: readonly Endpoint[]
  readonly wiring: Wiring
}
const known = new WeakMap<Network, Known>()

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]))

/** Only these parts of a host decide how a network is wired. */
const sameHost = (a: Host, b: Host): boolean =>
  a === b ||
  (a.id === b.id &&
    a.interfaces === b.interfaces &&
    a.agent === b.agent &&
    a.esp === b.esp &&
    a.userlandProxy === b.userlandProxy)

/** O(1) for a network that has not changed, apart from comparing its endpoints one by one. */
export function wiringOf(env: Env, world: World, host: Host, network: Network): Wiring {
  const driver = network.configOnly ? undefined : env.drivers.get(network.driver)
  if (!driver) return nothingWired
  const endpoints = endpointsOn(world, network.id)
  const last = known.get(network)
  if (last?.driver === driver && sameHost(last.host, host) && sameItems(last.endpoints, endpoints))
    return last.wiring
  const wiring = driver.wire(
    network,
    endpoints.map((e) => endpointInfo(world, e)),
    hostInfo(world, host, driver.type),
  )
  known.set(network, { driver, host, endpoints, wiring })
  return wiring
}

/** All wirings of a host: what each driver sets up at its start, then the networks, oldest first. */
export const wiringsOn = (env: Env, world: World, host: Host): readonly Wiring[] => {
  if (!host.hasEngine) return []
  const atStart = [...env.drivers.values()].flatMap((driver) =>
    driver.wireHost ? [driver.wireHost(hostInfo(world, host, driver.type))] : [],
  )
  return [
    ...atStart,
    ...networksOn(world, host.id).map((n) => wiringOf(env, world, host, n)),
    meshWiring(world, host),
  ]
}
