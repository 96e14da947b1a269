/** Published ports that collide, and those that nobody will see. */
import { familyOf, isUnspecified, parseIp } from '../addr/ip.js'
import { allHosts, joinedBy, networkOf, sandboxOf } from '../cnm/lookup.js'
import { containersOn } from '../engine/findContainer.js'
import type { Container, PortBindingSpec } from '../engine/state.js'
import { forecast, type Finding } from './finding.js'
import type { Linted } from './linted.js'
import { originOf, portWritten } from '../compose/where.js'

/**
 * A container that wants a port of the host. Running or not: the second one fails when it is started, not when it
 * is made.
 */
interface Claim {
  readonly container: Container
  readonly binding: PortBindingSpec
}

/**
 * `host-port-collides`, once a pair, the later container first. Within one compose project the loader finds them,
 * with replicas and ranges; here are those between projects, and without. The engine says so at the start of the
 * second one only: "Bind for 0.0.0.0:8080 failed: port is already allocated"
 * (libnetwork/portallocator/portallocator.go). O(claims²) a host.
 */
export const portsColliding = ({ state, projects }: Linted): readonly Finding[] =>
  allHosts(state.cnm).flatMap(({ id }) => {
    const claims = containersOn(state, id).flatMap((container) =>
      container.hostConfig.portBindings.map((binding) => ({ container, binding })),
    )
    // the loader has told those already
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

/**
 * `internal-publishes`, once a container. Nothing is refused: an endpoint on an internal network brings no gateway
 * (libnetwork/drivers/bridge/bridge_linux.go Join), so its sandbox has no endpoint by which ports would be
 * published. Of containers that run: before that nobody knows which networks they join. O(containers).
 */
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
