/** Which places a step from one world to another touches at all: what anything can be derived from that has changed. */
import { findHost, findNetwork, sandboxesOn } from '../../cnm/lookup.js'
import type { Host, HostId, SandboxId, World } from '../../cnm/world.js'
import { difference } from '../../store/difference.js'
import type { Difference } from '../../store/difference.js'

export interface Touched {
  readonly hosts: ReadonlySet<HostId>
  readonly sandboxes: ReadonlySet<SandboxId>
}

/**
 * O(records that differ, with their logarithm); where networks or the cables of a host differ, all sandboxes of that host are
 * touched, since their interfaces may be others now.
 */
export function touched(before: World, after: World): Touched {
  const hosts = new Set<HostId>()
  const whole = new Set<HostId>()
  const sandboxes = new Set<SandboxId>()
  for (const { id } of both(difference(before.hosts, after.hosts))) {
    hosts.add(id)
    if (!sameCables(findHost(before, id), findHost(after, id))) whole.add(id)
  }
  for (const { host } of both(difference(before.networks.byId, after.networks.byId))) whole.add(host)
  for (const { id, host } of both(difference(before.sandboxes.byId, after.sandboxes.byId))) {
    hosts.add(host)
    sandboxes.add(id)
  }
  for (const { network, sandbox } of both(difference(before.endpoints.byId, after.endpoints.byId))) {
    const on = findNetwork(before, network) ?? findNetwork(after, network)
    if (!on) continue
    // what a load balancer does follows from the endpoints of others
    if (on.cluster === null) hosts.add(on.host)
    else whole.add(on.host)
    if (sandbox !== null) sandboxes.add(sandbox)
  }
  for (const host of whole) {
    hosts.add(host)
    for (const world of [before, after]) for (const { id } of sandboxesOn(world, host)) sandboxes.add(id)
  }
  return { hosts, sandboxes }
}

const both = <T>({ before, after }: Difference<T>): readonly T[] => [...before, ...after]

/** The parts of a host that decide how networks are wired. */
const sameCables = (a: Host | undefined, b: Host | undefined): boolean =>
  a?.interfaces === b?.interfaces &&
  a?.agent === b?.agent &&
  a?.esp === b?.esp &&
  a?.userlandProxy === b?.userlandProxy
