/** Names that two projects have on one network. */
import { endpointsOn, allHosts, networksOn } from '../cnm/lookup.js'
import type { Network } from '../cnm/world.js'
import { LABEL, labelOf } from '../compose/up/labels.js'
import { nameKey } from '../dns/names.js'
import { containersOn } from '../engine/findContainer.js'
import type { Container } from '../engine/state.js'
import { forecast, type Finding } from './finding.js'
import type { Linted } from './linted.js'
import { joinWritten } from '../compose/where.js'

/**
 * `alias-shared`, once for each network and name. A compose service's name is an alias of each of its containers,
 * so two projects that share a network and both have a `db` answer for each other there. That is no error for the
 * engine: its records keep all addresses of a name (libnetwork/network.go addSvcRecords). O(endpoints).
 */
export const namesShared = (linted: Linted): readonly Finding[] =>
  allHosts(linted.state.cnm).flatMap(({ id }) =>
    networksOn(linted.state.cnm, id).flatMap((network) => namesOn(linted, network)),
  )

// Replicas of one service share their alias on purpose: only names that two owners have are told, one container of
// each.
function namesOn({ state, projects }: Linted, network: Network): readonly Finding[] {
  const containers = containersOn(state, network.host)
  const bearers = new Map<string, Container[]>()
  for (const endpoint of endpointsOn(state.cnm, network.id)) {
    const container = containers.find((c) => c.sandbox !== null && c.sandbox === endpoint.sandbox)
    if (!container) continue
    for (const { name, kind } of endpoint.names) {
      // made from the container's id: two that are the same by chance are nobody's mistake
      if (kind === 'short-id') continue
      const known = bearers.get(nameKey(name)) ?? []
      if (!known.includes(container)) bearers.set(nameKey(name), [...known, container])
    }
  }
  return [...bearers].flatMap(([name, all]) => {
    const owners = [...new Set(all.map(ownerOf))]
    if (owners.length < 2) return []
    const one = owners.map((owner) => all.find((c) => ownerOf(c) === owner)).flatMap((c) => c ?? [])
    return [
      forecast(
        'alias-shared',
        `on network ${network.name}, ${name} is ${one.map((c) => c.name).join(' and ')}, of ${owners.map(ownerText).join(' and ')}`,
        one.flatMap((container) => joinWritten(projects, container, network)),
      ),
    ]
  })
}

/** Its project; those that nobody's compose file made belong together. */
const ownerOf = ({ config }: Container): string => labelOf(config.labels, LABEL.project) ?? ''
const ownerText = (owner: string): string => (owner === '' ? 'no project' : `project ${owner}`)
