/**
 * The variables that legacy links (`--link` on the default bridge) put into a container's environment: where the target is, which
 * ports it exposes, and the target's own variables (moby v28.5.2 daemon/links/links.go ToEnv, daemon/container_operations_unix.go
 * setupLinkedContainers). The engine takes the links in random order; here they come as they were given.
 */
import { addressOf } from '../../addr/cidr.js'
import { endpointOf } from '../../cnm/lookup.js'
import { knownPorts } from '../../engine/exposedPort.js'
import { knownContainer } from '../../engine/findContainer.js'
import { portText } from '../../engine/portText.js'
import type { Container, PortKey } from '../../engine/state.js'
import type { Inside } from './program.js'

export const linkEnvironment = (inside: Inside): readonly string[] =>
  inside.container.links.flatMap(({ target: id, alias }) => {
    const target = knownContainer(inside.state, id)
    return target ? variables(inside, target, alias) : []
  })

function variables({ state, container }: Inside, target: Container, alias: string): readonly string[] {
  const prefix = alias.toUpperCase().replaceAll('-', '_')
  const endpoint = target.attachments.find((a) => a.network === 'bridge')?.endpoint ?? null
  const address = endpoint === null ? null : endpointOf(state.cnm, endpoint).address4
  const at = address === null ? '' : addressOf(address)
  return [
    ...portVariables(prefix, at, knownPorts(target.config.exposed).toSorted(tcpFirst)),
    `${prefix}_NAME=/${container.name}/${alias}`,
    ...target.config.env
      .filter((entry) => entry.includes('=') && !/^(?:HOME|PATH)=/.test(entry))
      .map((entry) => `${prefix}_ENV_${entry}`),
  ]
}

const tcpFirst = (a: PortKey, b: PortKey): number =>
  Number(b.protocol === 'tcp') - Number(a.protocol === 'tcp') ||
  (a.protocol === b.protocol ? a.port - b.port : a.protocol < b.protocol ? -1 : 1)

/** Four variables a port, and four more behind a run of ports that follow one another. */
function portVariables(prefix: string, address: string, ports: readonly PortKey[]): readonly string[] {
  const url = ({ port, protocol }: PortKey): string => `${protocol}://${address}:${String(port)}`
  const name = ({ port, protocol }: PortKey): string =>
    `${prefix}_PORT_${String(port)}_${protocol.toUpperCase()}`
  const [first] = ports
  const lines = first ? [`${prefix}_PORT=${url(first)}`] : []
  let [start, end] = [first, first]
  for (const [i, port] of ports.entries()) {
    const of = name(port)
    lines.push(`${of}=${url(port)}`, `${of}_ADDR=${address}`, `${of}_PORT=${String(port.port)}`)
    lines.push(`${of}_PROTO=${port.protocol}`)
    if (end && start && port.port === end.port + 1 && port.protocol === start.protocol) {
      end = port
      if (i < ports.length - 1) continue
    }
    // a run that the next port breaks is told behind that port's own variables, as the engine has it
    if (end && start && portText(start) !== portText(end)) {
      const run = name(start)
      lines.push(`${run}_START=${url(start)}`, `${run}_PORT_START=${String(start.port)}`)
      lines.push(`${run}_END=${url(end)}`, `${run}_PORT_END=${String(end.port)}`)
    }
    ;[start, end] = [port, port]
  }
  return lines
}
