/** `-p` of `run` and `create`: docker/go-connections nat.ParsePortSpec, and the long form of docker/cli's opts.go. */
import { err, ok, type Result } from '../../../addr/result.js'
import { goIp } from '../go/ip.js'
import { cut } from '../go/text.js'
import type { PortBinding, Protocol } from '../requests/common.js'
import { portRange, splitProtocol, type PortRange } from './portRange.js'

/** The bindings of one `-p`, one a container port. The error has no prefix. */
export function publishOption(value: string): Result<readonly PortBinding[], string> {
  const short = shortForm(value)
  if (!short.ok) return short
  return parsePortSpec(short.value)
}

/**
 * `published=8080,target=80,protocol=udp` as `8080:80/udp`; other keys are accepted and dropped, as docker/cli does
 * (convertToStandardNotation). An address cannot be given in the long form.
 */
function shortForm(value: string): Result<string, string> {
  if (!value.includes('=')) return ok(value)
  const params = new Map([['protocol', 'tcp']])
  for (const param of value.split(',')) {
    const { before, after, found } = cut(param, '=')
    if (!found || before === '') {
      return err(`invalid publish opts format (should be name=value but got '${param}')`)
    }
    params.set(before, after)
  }
  const get = (key: string) => params.get(key) ?? ''
  return ok(`${get('published')}:${get('target')}/${get('protocol')}`)
}

/**
 * `[[ip:]hostPort:]containerPort[/protocol]`, where both ports may be ranges and the host's may be empty. One
 * binding a container port; ranges on both sides have to be of one length, unless the container's is a single port.
 */
export function parsePortSpec(spec: string): Result<readonly PortBinding[], string> {
  // from the right, since an IPv6 address is full of colons
  const parts = spec.split(':')
  const containerPort = splitProtocol(parts.at(-1) ?? '')
  const hostPort = parts.at(-2) ?? ''
  const hostIp = hostAddress(parts.slice(0, -2).join(':'))
  if (!hostIp.ok) return hostIp
  if (containerPort.port === '') return err(`no port specified: ${spec}<empty>`)

  const container = portRange(containerPort.port)
  if (!container.ok) return err(`invalid containerPort: ${containerPort.port}`)
  const host = hostPort === '' ? undefined : portRange(hostPort)
  if (host?.ok === false) return err(`invalid hostPort: ${hostPort}`)
  const single = container.value.start === container.value.end
  if (host !== undefined && !single && length(host.value) !== length(container.value)) {
    return err(`invalid ranges specified for container and host Ports: ${containerPort.port} and ${hostPort}`)
  }
  // As recorded (client 28.2.2). go-connections 0.6, in client 28.5.2, looks at the protocol before everything else, so
  // that `8080:` is there an `invalid proto: ` and not a missing port.
  const protocol = containerPort.protocol.toLowerCase()
  if (!isProtocol(protocol)) return err(`invalid proto: ${containerPort.protocol}`)
  return ok(
    Array.from({ length: length(container.value) + 1 }, (_, index) => ({
      containerPort: container.value.start + index,
      protocol,
      hostIp: hostIp.value,
      hostPort: host === undefined ? '' : hostPortText(host.value, index, single),
    })),
  )
}

/** One less than the number of ports. */
const length = ({ start, end }: PortRange) => end - start

/** A range of the host's for one container port is handed on whole: the engine picks a free port in it. */
const hostPortText = ({ start, end }: PortRange, index: number, single: boolean) =>
  single && start !== end ? `${start}-${end}` : String(start + index)

const isProtocol = (text: string): text is Protocol => ['tcp', 'udp', 'sctp'].includes(text)

/**
 * '' where none was given; brackets are taken off an IPv6 address, and Go's texts told of those that do not match.
 */
function hostAddress(text: string): Result<string, string> {
  if (text.startsWith('[')) {
    const closing = text.indexOf(']')
    const wrong =
      closing < 0
        ? `address ${text}:: missing ']' in address`
        : closing !== text.length - 1
          ? `address ${text}:: ${text.charAt(closing + 1) === ':' ? 'too many colons in address' : 'missing port in address'}`
          : undefined
    if (wrong !== undefined) return err(`invalid IP address ${text}: ${wrong}`)
  }
  const ip = text.startsWith('[') ? text.slice(1, -1) : text
  return ip !== '' && goIp(ip) === undefined ? err(`invalid IP address: ${ip}`) : ok(ip)
}
