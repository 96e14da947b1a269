/**
 * A project as `docker compose config` prints it: one way of writing, names and defaults put in, keys in order. Of what does
 * not concern networking the values are as they are written: paths, sizes and mounts are not worked out.
 */
import type { Attach, Pairs, Project, ProjectNetwork, Service } from '../model/project.js'
import { entriesOf, get, type Node } from '../yaml/node.js'

/** Plain data, in the order in which it is printed. A Map where the user chose the keys. */
export type Document = null | string | number | boolean | readonly Document[] | ReadonlyMap<string, Document>

/** undefined: the key is left out. */
type Fields = readonly (readonly [key: string, value: Document | undefined])[]

/** The document in the order in which Compose's types are written: name, networks, services, the rest. O(project). */
export function configDocument(project: Project): Document {
  return inOrder([
    ['name', project.name],
    [
      'networks',
      project.networks.size === 0
        ? undefined
        : sorted([...project.networks.values()].map((n) => [n.key, network(n)])),
    ],
    [
      'services',
      sorted(
        [...project.services.values()].map((s) => [
          s.name,
          service(s, get(get(project.tree, 'services'), s.name)),
        ]),
      ),
    ],
    ...entriesOf(project.tree)
      .filter(([key]) => ['volumes', 'secrets', 'configs', 'models'].includes(key) || key.startsWith('x-'))
      .map(([key, { value }]) => [key, asWritten(value)] as const),
  ])
}

/** As given, without what is not there. */
const inOrder = (fields: Fields): ReadonlyMap<string, Document> =>
  new Map(fields.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))

/** Go's maps are printed by key. */
const sorted = (fields: Fields): ReadonlyMap<string, Document> =>
  new Map([...inOrder(fields)].toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Empty values are left out, as `omitempty` does in Go. */
const pairs = (list: Pairs): Document | undefined => (list.length === 0 ? undefined : sorted(list))
const texts = (list: readonly string[]): Document | undefined => (list.length === 0 ? undefined : list)
const text = (value: string): string | undefined => (value === '' ? undefined : value)
const flag = (value: boolean): true | undefined => (value ? true : undefined)

/** One network, in the order of Go's NetworkConfig. `ipam: {}` stays even when it is empty. */
const network = (n: ProjectNetwork): Document =>
  inOrder([
    ['name', n.name],
    ['driver', text(n.driver)],
    ['driver_opts', pairs(n.driverOpts)],
    [
      'ipam',
      inOrder([
        ['driver', text(n.ipam.driver)],
        [
          'config',
          n.ipam.config.length === 0
            ? undefined
            : n.ipam.config.map((pool) =>
                inOrder([
                  ['subnet', text(pool.subnet)],
                  ['gateway', text(pool.gateway)],
                  ['ip_range', text(pool.range)],
                  ['aux_addresses', pairs(pool.auxiliary)],
                ]),
              ),
        ],
      ]),
    ],
    ['external', flag(n.external)],
    ['internal', flag(n.internal)],
    ['attachable', flag(n.attachable)],
    ['labels', pairs(n.labels)],
    ['enable_ipv4', n.enableIpv4 ?? undefined],
    ['enable_ipv6', n.enableIpv6 ?? undefined],
  ])

/** What is modelled as it was worked out, everything else as it is written. */
function service(s: Service, node: Node | undefined): Document {
  const modelled = ofService(s)
  const known = new Set(modelled.map(([key]) => key))
  const others = entriesOf(node).filter(([key]) => !known.has(key) && key !== 'extends')
  return sorted([...modelled, ...others.map(([key, { value }]) => [key, asWritten(value)] as const)])
}

/** The part of a service that is modelled. */
function ofService(s: Service): Fields {
  return [
    ['command', s.command],
    ['entrypoint', s.entrypoint],
    ['image', s.image ?? undefined],
    ['container_name', s.containerName ?? undefined],
    ['hostname', text(s.hostname)],
    ['domainname', text(s.domainname)],
    ['tty', flag(s.tty)],
    ['stdin_open', flag(s.stdinOpen)],
    ['network_mode', text(s.networkMode)],
    [
      'networks',
      s.networks.size === 0 ? undefined : sorted([...s.networks].map(([key, a]) => [key, attach(a)])),
    ],
    [
      'ports',
      s.ports.length === 0
        ? undefined
        : s.ports.map((p) =>
            inOrder([
              ['mode', p.mode],
              ['host_ip', text(p.hostIp)],
              ['target', p.target],
              ['published', text(p.published)],
              ['protocol', p.protocol],
            ]),
          ),
    ],
    ['expose', texts(s.expose)],
    ['dns', texts(s.dns)],
    ['dns_search', texts(s.dnsSearch)],
    ['dns_opt', texts(s.dnsOptions)],
    ['extra_hosts', texts(s.extraHosts.map(([name, address]) => `${name}=${address}`).toSorted())],
    ['links', texts(s.links)],
    ['external_links', texts(s.externalLinks)],
    ['mac_address', text(s.macAddress)],
    ['labels', pairs(s.labels)],
    ['environment', s.environment.length === 0 ? undefined : sorted(s.environment)],
    ['profiles', texts(s.profiles)],
    [
      'depends_on',
      s.dependsOn.size === 0
        ? undefined
        : sorted(
            [...s.dependsOn].map(([name, d]) => [
              name,
              inOrder([
                ['condition', d.condition],
                ['restart', flag(d.restart)],
                ['required', d.required],
              ]),
            ]),
          ),
    ],
  ]
}

/** A network's name alone is null, as it was written. */
const attach = (a: Attach): Document =>
  a.said
    ? inOrder([
        ['aliases', texts(a.aliases)],
        ['interface_name', text(a.interfaceName)],
        ['ipv4_address', text(a.ipv4Address)],
        ['ipv6_address', text(a.ipv6Address)],
        ['link_local_ips', texts(a.linkLocalIps)],
        ['mac_address', text(a.macAddress)],
        ['driver_opts', pairs(a.driverOpts)],
        ['priority', a.priority || undefined],
        ['gw_priority', a.gwPriority || undefined],
      ])
    : null

/** What is not modelled: any value, with sorted keys. */
function asWritten(node: Node): Document {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(asWritten)
  return sorted(entriesOf(node).map(([key, { value }]) => [key, asWritten(value)]))
}

/** As plain objects, for JSON. */
export function toJson(document: Document): unknown {
  if (document instanceof Map)
    return Object.fromEntries([...document].map(([key, value]: [string, Document]) => [key, toJson(value)]))
  return Array.isArray(document) ? document.map(toJson) : document
}
