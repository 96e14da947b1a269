/** `expect(from(lab, 'web')).toPublish('8080:80')`, as `docker run -p` would write it; `'80'` on whatever port of the host. */
import { parseIp } from '../../addr/ip.js'
import { joinedBy, findSandbox } from '../../cnm/lookup.js'
import type { PortBinding } from '../../drivers/api.js'
import { parsePort } from '../rules/port.js'
import { outcome, seatOf, type Context, type Outcome } from './matcher.js'

/**
 * Does every container there publish that port, now? Only bindings count, not what was asked for. Throws for a text
 * that is no publication, since no world could satisfy it.
 */
export function toPublish(this: Context, received: unknown, spec: string | number): Outcome {
  const seat = seatOf(received, 'toPublish')
  const wanted = readSpec(String(spec))
  const all = seat.parties().map(({ ref, label }) => {
    const sandbox = findSandbox(seat.situation.world.cnm, ref)
    const bindings = sandbox ? joinedBy(seat.situation.world.cnm, sandbox).flatMap((e) => e.bindings) : []
    return { label, bindings, good: bindings.some(wanted) }
  })
  const is = this.isNot ? all.some(({ good }) => good) : all.every(({ good }) => good)
  return outcome(this, is, () =>
    all
      .filter(({ good }) => good === (this.isNot === true))
      .map(
        ({ label, bindings }) =>
          `${label} publishes ${bindings.length === 0 ? 'nothing' : bindings.map(shown).join(', ')}`,
      )
      .join('\n'),
  )
}

/** As `docker ps` shows a publication. */
const shown = ({ hostIp, hostPort, containerPort, protocol }: PortBinding): string =>
  `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:${hostPort}->${containerPort}/${protocol}`

/** The part of `docker run -p` that says one port: `[[IP:]HOST:]CONTAINER[/PROTOCOL]`, no ranges. */
function readSpec(spec: string): (binding: PortBinding) => boolean {
  const [, host, hostPort, inner = ''] = /^(?:(?:(.*):)?(\d+):)?(\d+(?:\/\w+)?)$/.exec(spec) ?? []
  const port = parsePort(inner)
  const hostIp = host === undefined ? undefined : parseIp(host.replace(/^\[(.*)\]$/, '$1'))
  if (port === undefined || (host !== undefined && hostIp === undefined))
    throw new RangeError(`'${spec}' is no published port: write 80, 8080:80, 127.0.0.1:8080:80 or 53:53/udp`)
  return (b) =>
    b.containerPort === port.port &&
    b.protocol === port.protocol &&
    (hostPort === undefined || b.hostPort === Number(hostPort)) &&
    (hostIp === undefined || b.hostIp === hostIp)
}
