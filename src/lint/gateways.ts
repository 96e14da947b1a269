/** Ways out that hang on the alphabet (libnetwork/sandbox.go Less: priority, internal, families, then the name). */
import { gatewaysOf, leadsOut } from '../cnm/gateway.js'
import { allHosts, joinedBy, networkOf, sandboxOf } from '../cnm/lookup.js'
import type { Endpoint, World } from '../cnm/world.js'
import { containersOn } from '../engine/findContainer.js'
import { forecast, type Finding } from './finding.js'
import type { Linted } from './linted.js'
import { joinWritten } from './where.js'

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

/** Nothing but the name parts them. */
function isAsGood(world: World, a: Endpoint, b: Endpoint): boolean {
  const internal = (e: Endpoint): boolean => networkOf(world, e.network).internal
  const families = (e: Endpoint): string => `${leadsOut(e, 4)} ${leadsOut(e, 6)}`
  return a.priority === b.priority && internal(a) === internal(b) && families(a) === families(b)
}
