/**
 * One way of writing for everything that has two: ports as mappings, networks and dependencies by name, `external.name`
 * as a name (compose-go v2.9.1 transform/canonical.go, ports.go, dependson.go, external.go). What a short form becomes
 * keeps the short form's place, so that an error about port 80 points at `"8080:80"`. Only what networks need is done.
 */
import { err, ok, type Result } from '../../addr/result.js'
import { goIp } from '../../shell/args/go/ip.js'
import { publishOption } from '../../shell/args/checks/publish.js'
import type { ComposeError } from '../errors.js'
import { matches, pathText, type Path } from '../merge/pattern.js'
import { entriesOf, get, itemsOf, list, map, put, sameValue, scalar, textOf, without } from '../yaml/node.js'
import type { Entry, MapNode, Node, ScalarValue } from '../yaml/node.js'
import type { Place } from '../place.js'

/** Turns one value into its long form, or says why it cannot be read. */
type Rule = (node: Node, path: Path) => Result<Node, ComposeError>

/** By path; a value with a rule is not looked into further (transform.transformers). */
const RULES: readonly (readonly [pattern: string, rule: Rule])[] = [
  ['services.*.depends_on', (node) => ok(dependencies(node))],
  ['services.*.networks', (node) => ok(node.kind === 'list' ? named(node, () => []) : node)],
  ['services.*.ports', ports],
  ['services.*.dns', (node) => ok(servers(node))],
  ['networks.*', external],
]

/** The whole tree. Doing it twice changes nothing. O(tree). Errors: `invalid-port`, `network-name-conflict`. */
export function canonical(node: Node, path: Path = []): Result<Node, ComposeError> {
  const rule = RULES.find(([pattern]) => matches(pattern, path))?.[1]
  if (rule) return rule(node, path)
  if (node.kind !== 'map') return ok(node)
  const entries = new Map<string, Entry>()
  for (const [key, entry] of node.entries) {
    const done = canonical(entry.value, [...path, key])
    if (!done.ok) return done
    entries.set(key, { ...entry, value: done.value })
  }
  return ok(map(entries, node.place))
}

/** The keys of a long form, in Compose's order. */
type Fields = readonly (readonly [key: string, value: ScalarValue])[]

const mapping = (fields: Fields, place: Place): MapNode =>
  map(new Map(fields.map(([key, value]) => [key, { key: place, value: scalar(value, place) }])), place)

/** A list of names as a mapping; a name with no fields has null. */
const named = (node: Node, fields: (name: string) => Fields): Node =>
  map(
    new Map(
      itemsOf(node).flatMap((item) => {
        if (item.kind !== 'scalar') return []
        const name = textOf(item.value)
        const inner = fields(name)
        const value = inner.length === 0 ? scalar(null, item.place) : mapping(inner, item.place)
        return [[name, { key: item.place, value }] as const]
      }),
    ),
    node.place,
  )

/** What `depends_on: [db]` means: db is started first, and must be there (transform/dependson.go). */
const STARTED: Fields = [
  ['condition', 'service_started'],
  ['required', true],
]

/** One text is a list of one; empty ones count for nothing. */
const servers = (node: Node): Node =>
  list(
    (node.kind === 'list' ? node.items : [node]).filter(
      (item) => item.kind !== 'scalar' || textOf(item.value) !== '',
    ),
    node.place,
  )

/** A list of names, or a mapping in which what is not said is filled in (transform/dependson.go). */
function dependencies(node: Node): Node {
  if (node.kind !== 'map') return named(node, () => STARTED)
  const entries = entriesOf(node).map(([name, { key, value }]) => {
    const filled =
      value.kind === 'map'
        ? STARTED.reduce(
            (m, [k, v]) => (m.entries.has(k) ? m : put(m, k, { key, value: scalar(v, key) })),
            value,
          )
        : value
    return [name, { key, value: filled }] as const
  })
  return map(new Map(entries), node.place)
}

/**
 * `"127.0.0.1:8080-8081:80/udp"` as Docker's own parser reads it (types.ParsePortConfig, which is go-connections'
 * nat.ParsePortSpec): a range becomes one mapping for each container port.
 */
function ports(node: Node, path: Path): Result<Node, ComposeError> {
  const out: Node[] = []
  for (const item of itemsOf(node)) {
    const refuse = (text: string, problem: string): Result<never, ComposeError> =>
      err({ code: 'invalid-port', place: item.place, path: pathText(path), text, problem })
    if (item.kind !== 'scalar') {
      // long forms are taken as they are; only the address is looked at, when they are read into Go's types
      const ip = get(item, 'host_ip')
      const text = ip?.kind === 'scalar' ? textOf(ip.value) : ''
      if (ip !== undefined && goIp(text) === undefined) return refuse(text, 'the host address is no address')
      out.push(item)
      continue
    }
    const text = textOf(item.value)
    const parsed = publishOption(text)
    if (!parsed.ok) return refuse(text, parsed.error)
    if (parsed.value.some(({ hostIp }) => hostIp.includes(':')) && !text.startsWith('['))
      return refuse(text, 'an IPv6 address must stand in brackets')
    for (const { containerPort, protocol, hostIp, hostPort } of parsed.value) {
      const fields: Fields = [
        ['mode', 'ingress'],
        ...(hostIp === '' ? [] : [['host_ip', hostIp] as const]),
        ['target', containerPort],
        ...(hostPort === '' ? [] : [['published', hostPort] as const]),
        ['protocol', protocol],
      ]
      out.push(mapping(fields, item.place))
    }
  }
  return ok(list(out, node.place))
}

/** `external: {name: x}` is the old way of saying `name: x` and `external: true`. */
function external(node: Node, path: Path): Result<Node, ComposeError> {
  const said = get(node, 'external')
  if (node.kind !== 'map' || said?.kind !== 'map') return ok(node)
  const name = get(node, 'name')
  const old = get(said, 'name')
  if (name && old && !sameValue(name, old))
    return err({ code: 'network-name-conflict', place: old.place, path: pathText(path) })
  const rest = put(without(node, 'external'), 'external', {
    key: said.place,
    value: scalar(true, said.place),
  })
  return ok(old && !name ? put(rest, 'name', { key: old.place, value: old }) : rest)
}
