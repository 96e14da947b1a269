/**
 * A service of the checked tree as a `Service` (compose-go v2.9.1 types/types.go ServiceConfig, loader/normalize.go
 * Normalize).
 */
import { err, ok, type Result } from '../../addr/result.js'
import type { ComposeError } from '../errors.js'
import type { Place } from '../place.js'
import { entriesOf, get, itemsOf, textOf, type Entry, type Node } from '../yaml/node.js'
import type { Attach, Dependency, Pairs, Port, Service } from './project.js'
import { shellWords } from './shellWords.js'
import { assignmentsAt, flagAt, numberAt, pairsAt, textAt, textOfNode, textsAt } from './read.js'

/**
 * A service that says nothing about networks joins `default`. Errors: `invalid-host`, and `wrong-kind` for a command
 * line whose quotes are not closed; everything else was checked with its shape.
 */
export function readService(name: string, { key: place, value: node }: Entry): Result<Service, ComposeError> {
  const hosts = extraHosts(node, name)
  if (!hosts.ok) return hosts
  const unread = ['command', 'entrypoint'].flatMap((key) => unreadable(node, name, key))[0]
  if (unread) return err(unread)
  const links = textsAt(node, 'links')
  const networkMode = textAt(node, 'network_mode')
  const networks = attachments(node, place)
  const deploy = get(node, 'deploy')
  const replicas = deploy === undefined ? 1 : numberAt(deploy, 'replicas', 1)
  return ok({
    name,
    place,
    image: textAt(node, 'image') || null,
    build: get(node, 'build') !== undefined,
    containerName: textAt(node, 'container_name') || null,
    hostname: textAt(node, 'hostname'),
    domainname: textAt(node, 'domainname'),
    networkMode,
    networks,
    ports: itemsOf(get(node, 'ports')).map(readPort),
    expose: textsAt(node, 'expose'),
    dns: textsAt(node, 'dns'),
    dnsSearch: textsAt(node, 'dns_search'),
    dnsOptions: textsAt(node, 'dns_opt'),
    extraHosts: hosts.value,
    links,
    externalLinks: textsAt(node, 'external_links'),
    macAddress: textAt(node, 'mac_address'),
    labels: pairsAt(node, 'labels'),
    environment: assignmentsAt(node, 'environment'),
    command: commandAt(node, 'command'),
    entrypoint: commandAt(node, 'entrypoint'),
    tty: flagAt(node, 'tty'),
    stdinOpen: flagAt(node, 'stdin_open'),
    restart: textAt(node, 'restart'),
    // `scale:` wins; if `deploy.replicas` says something else, that is found later
    replicas: numberAt(node, 'scale', replicas),
    endpointMode: deploy === undefined ? '' : textAt(deploy, 'endpoint_mode'),
    profiles: textsAt(node, 'profiles'),
    dependsOn: dependencies(node, links, networkMode),
    provided: get(node, 'provider') !== undefined,
  })
}

/** A network's name alone, as in a list. */
const NOTHING_SAID: Omit<Attach, 'place'> = {
  said: false,
  aliases: [],
  ipv4Address: '',
  ipv6Address: '',
  linkLocalIps: [],
  macAddress: '',
  driverOpts: [],
  interfaceName: '',
  priority: 0,
  gwPriority: 0,
}

/**
 * normalizeNetworks: `networks: {}` is the same as no `networks` at all. With `network_mode` a service joins none, and
 * an external program's service has no container to join with.
 */
function attachments(node: Node, place: Place): ReadonlyMap<string, Attach> {
  const said = entriesOf(get(node, 'networks'))
  if (said.length > 0)
    return new Map(said.map(([network, { key, value }]) => [network, { ...attachment(value), place: key }]))
  const none = get(node, 'network_mode') !== undefined || get(node, 'provider') !== undefined
  return new Map(none ? [] : [['default', { ...NOTHING_SAID, place }]])
}

/** What the file says about one network; defaults otherwise. */
const attachment = (node: Node): Omit<Attach, 'place'> =>
  node.kind !== 'map'
    ? NOTHING_SAID
    : {
        said: true,
        aliases: textsAt(node, 'aliases'),
        ipv4Address: textAt(node, 'ipv4_address'),
        ipv6Address: textAt(node, 'ipv6_address'),
        linkLocalIps: textsAt(node, 'link_local_ips'),
        macAddress: textAt(node, 'mac_address'),
        driverOpts: pairsAt(node, 'driver_opts'),
        interfaceName: textAt(node, 'interface_name'),
        priority: numberAt(node, 'priority'),
        gwPriority: numberAt(node, 'gw_priority'),
      }

/** A port in its long form, which is the only one left by now. */
const readPort = (node: Node): Port => ({
  place: node.place,
  target: numberAt(node, 'target'),
  published: textAt(node, 'published'),
  hostIp: textAt(node, 'host_ip'),
  protocol: textAt(node, 'protocol') || 'tcp',
  mode: textAt(node, 'mode') || 'ingress',
})

/** A command line in one text has to be taken apart into words, and may be none. */
function unreadable(node: Node, service: string, key: string): readonly ComposeError[] {
  const said = get(node, key)
  if (said?.kind !== 'scalar' || said.value === null || shellWords(textOf(said.value)) !== undefined)
    return []
  const wanted = 'a command line whose quotes are closed, without parentheses'
  const got = `'${textOf(said.value)}'`
  return [{ code: 'wrong-kind', place: said.place, path: `services.${service}.${key}`, wanted, got }]
}

/** A text is split as a shell does; null where nothing is said. */
function commandAt(node: Node, key: string): readonly string[] | null {
  const said = get(node, key)
  if (said?.kind === 'list') return said.items.map(textOfNode)
  if (said?.kind !== 'scalar' || said.value === null) return null
  return shellWords(textOf(said.value)) ?? null
}

/** What is said, and what links and a shared namespace imply (compose-go loader/normalize.go). */
function dependencies(node: Node, links: readonly string[], mode: string): ReadonlyMap<string, Dependency> {
  const found = new Map<string, Dependency>(
    entriesOf(get(node, 'depends_on')).map(([name, { key, value }]) => [
      name,
      {
        place: key,
        condition: textAt(value, 'condition'),
        restart: flagAt(value, 'restart'),
        required: flagAt(value, 'required'),
      },
    ]),
  )
  // implied dependencies are followed when theirs is made anew, as a container cannot do without the namespace that it
  // shares; only volumes outlive their container
  const imply = (name: string, from: Node | undefined, restart = true): void => {
    if (!found.has(name) && from)
      found.set(name, { place: from.place, condition: 'service_started', restart, required: true })
  }
  const linkNodes = itemsOf(get(node, 'links'))
  for (const [i, link] of links.entries()) imply(linkTarget(link), linkNodes[i])
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const text = key === 'network_mode' ? mode : textAt(node, key)
    if (text.startsWith('service:')) imply(text.slice('service:'.length), get(node, key))
  }
  for (const volumes of itemsOf(get(node, 'volumes_from'))) {
    const [from = ''] = textOfNode(volumes).split(':')
    if (from !== 'container') imply(from, volumes, false)
  }
  return found
}

/** `SERVICE:ALIAS`; with more colons it is taken as a name, as compose-go does. */
const linkTarget = (link: string): string => {
  const parts = link.split(':')
  return parts.length === 2 ? (parts[0] ?? '') : link
}

/** `name=address`, `name:address`, or a mapping; several addresses with commas (compose-go types/hostList.go). */
function extraHosts(node: Node, service: string): Result<Pairs, ComposeError> {
  const out: (readonly [string, string])[] = []
  const said = get(node, 'extra_hosts')
  const bare = (address: string): string => address.replace(/^\[(.+)\]$/, '$1')
  const wrong = (place: Place, text: string, problem: string): Result<never, ComposeError> =>
    err({ code: 'invalid-host', place, path: `services.${service}.extra_hosts`, text, problem })
  for (const [name, { key, value }] of entriesOf(said)) {
    if (name === '' || /[:=]/.test(name)) return wrong(key, name, 'this is no host name')
    const addresses = value.kind === 'list' ? value.items.map(textOfNode) : [textOfNode(value)]
    out.push(...addresses.map((address) => [name, bare(address)] as const))
  }
  for (const item of itemsOf(said)) {
    const text = textOfNode(item)
    const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':')
    if (at < 0) return wrong(item.place, text, 'the address is missing')
    const name = text.slice(0, at)
    if (name === '' || /[:=]/.test(name)) return wrong(item.place, text, `'${name}' is no host name`)
    out.push(
      ...text
        .slice(at + 1)
        .split(',')
        .map((address) => [name, bare(address)] as const),
    )
  }
  return ok(out)
}
