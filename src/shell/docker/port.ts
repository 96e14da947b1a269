/** `docker port` (docker/cli container/port.go). */
import { containerPorts } from '../../engine/containerPorts.js'
import { findContainer } from '../../engine/findContainer.js'
import { compareNatural } from '../../engine/naturalOrder.js'
import type { PortRequest } from '../args/requests/container.js'
import { hostPort } from './hostPort.js'
import { lines } from './eachOf.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'

/**
 * Published ports only, sorted as the client sorts them; with an argument those of one container port. The state of
 * the container does not matter: one that does not run has none.
 */
export function dockerPort({ state, host }: Engine, request: PortRequest): Outcome {
  const found = findContainer(state, host, request.container)
  if (!found.ok) return refused(state, daemonError(found.error))
  const ports = containerPorts(state, found.value).flatMap(({ port, bindings }) =>
    (bindings ?? []).map(({ hostIp, hostPort: number }) => ({
      key: `${port.port}/${port.protocol}`,
      at: hostPort(hostIp, number),
    })),
  )
  if (request.port === undefined)
    return printed(state, lines(ports.map(({ key, at }) => `${key} -> ${at}`).toSorted(compareNatural)))
  // only the client reads the argument, so its errors have no `from daemon`
  const [number = '', protocol = 'tcp'] = request.port.split('/', 2)
  const problem = portProblem(number)
  if (problem !== undefined) return refused(state, problem)
  const chosen = ports.filter(({ key }) => key === `${number}/${protocol || 'tcp'}`)
  if (chosen.length === 0)
    return refused(state, `Error: No public port '${request.port}' published for ${request.container}`)
  return printed(state, lines(chosen.map(({ at }) => at).toSorted(compareNatural)))
}

/** As Go's strconv.ParseUint says it. */
function portProblem(text: string): string | undefined {
  const prefix = `Error: invalid port (${text}): strconv.ParseUint: parsing ${JSON.stringify(text)}`
  if (!/^\d+$/.test(text)) return `${prefix}: invalid syntax`
  return Number(text) > 65_535 ? `${prefix}: value out of range` : undefined
}
