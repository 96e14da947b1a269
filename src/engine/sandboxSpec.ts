/** What a container says about its sandbox: names, ports, resolver, listeners (moby v28.5.2 daemon/container_operations.go buildSandboxOptions). */
import { parseIp } from '../addr/ip.js'
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { networkNamed } from '../cnm/lookup.js'
import type { SandboxSpec } from '../cnm/newSandbox.js'
import type { ExtraHost } from '../dns/hostsFile.js'
import type { PortRequest } from '../drivers/api.js'
import type { EngineError } from './errors.js'
import { knownPorts } from './exposedPort.js'
import { listenersOf } from './program.js'
import type { Container, DockerWorld, PortKey } from './state.js'

/**
 * The container as a sandbox spec, or what stands in the way: only that `host-gateway` cannot be told, without a
 * default bridge. What the daemon's own configuration would add is not modelled.
 */
export function sandboxSpec(state: DockerWorld, container: Container): Result<SandboxSpec, EngineError> {
  const { config, hostConfig, host, id, name } = container
  const extra = extraHosts(state, container)
  if (!extra.ok) return extra
  return ok({
    containerId: id,
    label: `${host}/${name}`,
    useHost: hostConfig.networkMode === 'host',
    hostname: config.hostname,
    domainname: config.domainname,
    extraHosts: extra.value,
    dns: {
      servers: hostConfig.dns ?? [],
      search: hostConfig.dnsSearch ?? [],
      options: hostConfig.dnsOptions ?? [],
    },
    publish: portRequests(container),
    exposed: knownPorts(config.exposed),
    listeners: listenersOf(container, config.hostname),
  })
}

/** `name:address` entries; `host-gateway` stands for the default bridge's gateway addresses. */
function extraHosts(
  state: DockerWorld,
  { host, hostConfig }: Container,
): Result<readonly ExtraHost[], EngineError> {
  const lines: ExtraHost[] = []
  for (const entry of hostConfig.extraHosts ?? []) {
    const at = entry.indexOf(':')
    const [name, text] = [entry.slice(0, at), entry.slice(at + 1)]
    if (text === 'host-gateway') {
      const bridge = networkNamed(state.cnm, host, 'bridge')
      // HostGatewayIPs of the daemon's configuration, which default to the bridge's gateways, one a family
      const gateways = [...(bridge?.pools4 ?? []), ...(bridge?.pools6 ?? [])].flatMap((p) => p.gateway ?? [])
      if (gateways.length === 0) return err({ code: 'no-host-gateway' })
      lines.push(...gateways.map((address) => ({ address, names: [name] })))
      continue
    }
    // an IPv6 address may stand in brackets; what is no address was refused by the client
    const address = parseIp(text.replace(/^\[(.*)\]$/, '$1'))
    if (address !== undefined) lines.push({ address, names: [name] })
  }
  return ok(lines)
}

/**
 * Every `-p`; with `-P` also the exposed ports that none of them names. Host port 0: the driver chooses one of the
 * ephemeral range; `hostPortEnd` beyond `hostPort`: the first free one of a range.
 */
function portRequests({ config, hostConfig }: Container): readonly PortRequest[] {
  const request = ({ port, protocol }: PortKey, hostIp = '', hostPort = ''): PortRequest => {
    const [begin = 0, end = begin] = hostPort === '' ? [0] : hostPort.split('-').map(Number)
    return {
      protocol,
      containerPort: port,
      hostIp: parseIp(hostIp) ?? null,
      hostPort: begin,
      hostPortEnd: end,
    }
  }
  const { portBindings, publishAll } = hostConfig
  const key = ({ port, protocol }: PortKey): string => `${port}/${protocol}`
  const bound = new Set(portBindings.map(key))
  const open = knownPorts(config.exposed).filter((e) => !bound.has(key(e)))
  return [
    ...portBindings.map((b) => request(b, b.hostIp, b.hostPort)),
    ...(publishAll ? open.map((e) => request(e)) : []),
  ]
}
