/** `--publish` of a service (docker/cli opts/swarmopts.PortOpt). */
import { err, ok, type Result } from '../../../addr/result.js'
import { csvRecord } from '../go/csv.js'
import { goInteger } from '../go/number.js'
import { cut } from '../go/text.js'
import type { ServicePort } from '../requests/service.js'
import { portRange } from './portRange.js'
import { parsePortSpec } from './publish.js'

/**
 * The ports of one `--publish`: `8080:80/udp` (ingress mode, ranges allowed) or
 * `target=80,published=8080,mode=host`. A host address is refused: the routing mesh listens on all of them.
 */
export function publishedServicePorts(value: string): Result<readonly ServicePort[], string> {
  return /\w+=\w+/.test(value) ? longForm(value) : shortForm(value)
}

function shortForm(value: string): Result<readonly ServicePort[], string> {
  const bindings = parsePortSpec(value)
  if (!bindings.ok) return bindings
  if (bindings.value.some(({ hostIp }) => hostIp !== '')) return err('hostip is not supported')
  return ok(
    bindings.value.flatMap(({ containerPort, protocol, hostPort }): ServicePort[] => {
      // 0: the swarm chooses. A range for one target publishes it on each of its ports.
      const host = hostPort === '' ? ok({ start: 0, end: 0 }) : portRange(hostPort)
      const { start, end } = host.ok ? host.value : { start: 0, end: 0 }
      return Array.from({ length: end - start + 1 }, (_, index) => ({
        targetPort: containerPort,
        publishedPort: start + index,
        protocol,
        publishMode: 'ingress' as const,
      }))
    }),
  )
}

/** All in lower case first, keys and values (PortOpt.Set). */
function longForm(value: string): Result<readonly ServicePort[], string> {
  const fields = csvRecord(value)
  if (!fields.ok) return fields
  let port: ServicePort = { targetPort: 0, publishedPort: 0, protocol: 'tcp', publishMode: 'ingress' }
  for (const field of fields.value) {
    const { before, after, found } = cut(field.toLowerCase(), '=')
    if (!found || before === '') return err(`invalid field: ${field}`)
    const next = withField(port, before, after)
    if (!next.ok) return next
    port = next.value
  }
  return port.targetPort === 0 ? err("missing mandatory field 'target'") : ok([port])
}

function withField(port: ServicePort, key: string, text: string): Result<ServicePort, string> {
  switch (key) {
    case 'protocol':
      return text === 'tcp' || text === 'udp' || text === 'sctp'
        ? ok({ ...port, protocol: text })
        : err(`invalid protocol value '${text}'`)
    case 'mode':
      return text === 'ingress' || text === 'host'
        ? ok({ ...port, publishMode: text })
        : err(`invalid publish mode value (${text}): must be either 'ingress' or 'host'`)
    case 'target':
    case 'published': {
      const number = goInteger(text, { signed: false, bits: 16, base: 10 })
      if (!number.ok) return err(`invalid ${key} port (${text}): value must be an integer: ${number.error}`)
      const value = Number(number.value)
      return ok(key === 'target' ? { ...port, targetPort: value } : { ...port, publishedPort: value })
    }
    default:
      return err(`invalid field key: ${key}`)
  }
}
