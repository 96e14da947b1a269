/** Ways out that hang on the alphabet (libnetwork/sandbox.go Less: priority, internal, families, then the name). */
import { gatewaysOf, leadsOut } from '../cnm/gateway.js'
import { allHosts, joinedBy, networkOf, sandboxOf } from '../cnm/lookup.js'
import type { Endpoint, World } from '../cnm/world.js'
import { containersOn } from '../engine/findContainer.js'
import { forecast, type Finding } from './finding.js'
import type { Linted } from './linted.js'
import { joinWritten } from '../compose/where.js'

/**
 * `gateway-moves`, once for each container whose way out another of its networks could be as well. A note, since
 * nothing is wrong yet; a warning where ports are published, since those follow the gateway endpoint
 * (libnetwork/default_gateway.go getGatewayEndpoint), and published ports that move are seen from outside.
 * Containers in another one's sandbox are left out: its owner is told about. O(endpoints).
 */
export const gatewaysMoving = ({ state, projects }: Linted): readonly Finding[] =>
  allHosts(state.cnm).flatMap(({ id }) =>
    containersOn(state, id).flatMap((container) => {
      if (container.sandbox === null || container.sharedWith !== null) return []
      const joined = joinedBy(state.cnm, sandboxOf(state.cnm, container.sandbox))
      const { ipv4, ipv6 } = gatewaysOf(state.cnm, joined)
      const now = ipv4 ?? ipv6
      const rivals = now === null ? [] : joined.filter((e) => e !== now && isAsGood(state.cnm, e, now))
      if (now === null || rivals.length === 0) return []
      const names = rivals.map((e) => networkOf(state.cnm, e.network).name)
      const network = networkOf(state.cnm, now.network)
      const publishes = container.hostConfig.portBindings.length > 0
      return [
        forecast(
          'gateway-moves',
          `the way out of ${container.name} is network ${network.name} and not ${names.join(' or ')} only because its name comes first${publishes ? '; its published ports go the same way' : ''}`,
          joinWritten(projects, container, network),
          publishes ? 'warning' : 'note',
        ),
      ]
    }),
  )

/**
 * Nothing but the name parts them. Stricter than the engine's order, which counts families only: an IPv4 and an
 * IPv6 network are no rivals, each being the way out for its own.
 */
function isAsGood(world: World, a: Endpoint, b: Endpoint): boolean {
  const internal = (e: Endpoint): boolean => networkOf(world, e.network).internal
  const families = (e: Endpoint): string => `${leadsOut(e, 4)} ${leadsOut(e, 6)}`
  return a.priority === b.priority && internal(a) === internal(b) && families(a) === families(b)
}
