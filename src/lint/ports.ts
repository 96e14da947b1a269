/** Published ports that collide, and those that nobody will see. */
import { familyOf, isUnspecified, parseIp } from '../addr/ip.js'
import { allHosts, joinedBy, networkOf, sandboxOf } from '../cnm/lookup.js'
import { containersOn } from '../engine/findContainer.js'
import type { Container, PortBindingSpec } from '../engine/state.js'
import { forecast, type Finding } from './finding.js'
import type { Linted } from './linted.js'
import { originOf, portWritten } from './where.js'

interface Claim {
  readonly container: Container
  readonly binding: PortBindingSpec
}

/** Within one compose project the loader finds them, with replicas and ranges; here are those between projects, and without. */
export const portsColliding = ({ state, projects }: Linted): readonly Finding[] =>
  allHosts(state.cnm).flatMap(({ id }) => {
    const claims = containersOn(state, id).flatMap((container) =>
      container.hostConfig.portBindings.map((binding) => ({ container, binding })),
    )
    const isSame = (a: Claim, b: Claim): boolean => {
      const [one, other] = [a, b].map(({ container }) => originOf(projects, container)?.project)
      return one !== undefined && one === other
    }
    return claims.flatMap((claim, i) =>
      claims
        .slice(0, i)
        .filter(
          (earlier) =>
            earlier.container !== claim.container && !isSame(earlier, claim) && collide(earlier, claim),
        )
        .map((earlier) =>
          forecast(
            'host-port-collides',
            `${claim.container.name} and ${earlier.container.name} both publish on port ${claim.binding.hostPort}/${claim.binding.protocol} of ${id}`,
            [claim, earlier].flatMap(({ container, binding }) => portWritten(projects, container, binding)),
          ),
        ),
    )
  })

/** A range leaves the engine a choice, and no number at all leaves it every one. */
const collide = ({ binding: a }: Claim, { binding: b }: Claim): boolean =>
  a.protocol === b.protocol &&
  /^\d+$/.test(a.hostPort) &&
  Number(a.hostPort) !== 0 &&
  a.hostPort === b.hostPort &&
  meet(a.hostIp, b.hostIp)

/**
 * Whether two host addresses share a socket. Without an address it is every one of both families; `::` is IPv6 only, since
 * the engine sets IPV6_V6ONLY (libnetwork/drivers/bridge/port_mapping_linux.go bindTCPOrUDP), so `0.0.0.0` stays free beside it.
 */
function meet(a: string, b: string): boolean {
  const [one, other] = [parseIp(a), parseIp(b)]
  if (one === undefined || other === undefined) return true
  return familyOf(one) === familyOf(other) && (one === other || isUnspecified(one) || isUnspecified(other))
}

export const publishedNowhere = ({ state, projects }: Linted): readonly Finding[] =>
  allHosts(state.cnm).flatMap(({ id }) =>
    containersOn(state, id).flatMap((container) => {
      const { hostConfig, sandbox, name } = container
      if (sandbox === null || hostConfig.portBindings.length === 0) return []
      const networks = joinedBy(state.cnm, sandboxOf(state.cnm, sandbox)).map((e) =>
        networkOf(state.cnm, e.network),
      )
      if (networks.length === 0 || networks.some(({ internal }) => !internal)) return []
      return [
        forecast(
          'internal-publishes',
          `${name} publishes ports, but is on ${networks.map((n) => n.name).join(', ')} only, which ${networks.length === 1 ? 'is' : 'are'} internal`,
          portWritten(projects, container),
        ),
      ]
    }),
  )
