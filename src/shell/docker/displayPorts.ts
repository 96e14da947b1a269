/** The ports of a row of `docker ps`: neighbours that lead to themselves are joined (formatter/container.go DisplayablePorts). */
import type { ExposedPort } from '../../engine/state.js'
import { hostPort } from './hostPort.js'

/** As inspect has them; `hostPort` '' where routing alone leads to the port. */
export interface PortRow {
  readonly port: ExposedPort
  readonly bindings: readonly { readonly hostIp: string; readonly hostPort: string }[] | null
}

interface Port {
  readonly ip: string
  readonly from: number
  readonly to: number
  readonly type: string
}

/** `0.0.0.0:8080->80/tcp, [::]:8080->80/tcp`; ports that are only exposed as `80/tcp`. */
export function displayPorts(rows: readonly PortRow[]): string {
  const ports = rows.flatMap(asPorts).toSorted(byPort)
  const runs = new Map<string, { ip: string; type: string; first: number; last: number }>()
  const done: string[] = []
  const mapped: string[] = []
  // only a port that leads to its own number can be part of a range
  for (const { ip, from, to, type } of ports) {
    if (ip !== '' && from !== to) {
      mapped.push(`${hostPort(ip, from)}->${to}/${type}`)
      continue
    }
    // one run at a time for each address and protocol
    const key = ip === '' ? type : `${ip}/${type}`
    const run = runs.get(key)
    if (run && to === run.last + 1) {
      run.last = to
      continue
    }
    if (run) done.push(runText(run))
    runs.set(key, { ip, type, first: to, last: to })
  }
  // a run that was closed comes first, then the open ones in the order in which they were begun
  return [...done, ...[...runs.values()].map(runText), ...mapped].join(', ')
}

/** The API lists a port once a binding; one without is listed without an address. */
const asPorts = ({ port, bindings }: PortRow): readonly Port[] =>
  bindings === null || bindings.length === 0
    ? [{ ip: '', from: 0, to: port.port, type: port.protocol }]
    : bindings.map(({ hostIp, hostPort: from }) => ({
        ip: hostIp,
        from: Number(from),
        to: port.port,
        type: port.protocol,
      }))

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** comparePorts of formatter/container.go: the container's port first. */
const byPort = (a: Port, b: Port): number =>
  a.to - b.to || compare(a.ip, b.ip) || a.from - b.from || compare(a.type, b.type)

function runText({
  ip,
  type,
  first,
  last,
}: {
  ip: string
  type: string
  first: number
  last: number
}): string {
  const range = first === last ? `${first}` : `${first}-${last}`
  return `${ip === '' ? range : `${hostPort(ip, range)}->${range}`}/${type}`
}
