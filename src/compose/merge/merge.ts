/**
 * How a later file adds to an earlier one, and a service to the one that it extends (compose-go v2.9.1
 * override/merge.go Merge, mergeSpecials; override/extends.go): mappings merge by key, lists are joined, everything
 * else is replaced, and some keys have rules of their own. Joined lists may repeat themselves; `unique.ts` comes after.
 */
import { err, ok, type Result } from '../../addr/result.js'
import type { ComposeError } from '../errors.js'
import { entriesOf, get, isNull, itemsOf, list, map, sameValue, scalar, textOf } from '../yaml/node.js'
import type { Entries, Entry, MapNode, Node } from '../yaml/node.js'
import { matches, pathText, type Path } from './pattern.js'

type Merged = Result<Node, ComposeError>
/** One key's own rule: both values, and where they are. */
type Rule = (base: Node, over: Node, path: Path) => Merged

/**
 * mergeToSequence: both written as lists of texts, one after the other. Of `a=1` and `a=2` the later one counts in the
 * end.
 */
const joined: Rule = (base, over) => ok(list([...sequence(base), ...sequence(over)], over.place))
const replaced: Rule = (_, over) => ok(over)
/** Both ways of writing brought to mappings, and merged by key. */
const asMaps =
  (toMap: (node: Node) => MapNode): Rule =>
  (base, over, path) =>
    mergeMaps(toMap(base), toMap(over), path)

/** mergeSpecials, by path. What has no entry here follows the general rule. */
const RULES: readonly (readonly [pattern: string, rule: Rule])[] = [
  ['networks.*.ipam.config', mergePools],
  ['services.*.build', asMaps((node) => keyed('context', node))],
  ['services.*.build.extra_hosts', mergeHosts],
  ['services.*.command', replaced],
  ['services.*.depends_on', asMaps((node) => listAsMap(node, dependency))],
  ['services.*.entrypoint', replaced],
  ['services.*.extra_hosts', mergeHosts],
  ['services.*.healthcheck.test', replaced],
  ['services.*.logging', mergeLogging],
  ['services.*.models', asMaps((node) => listAsMap(node, nothing))],
  ['services.*.networks', asMaps((node) => listAsMap(node, nothing))],
  ['services.*.ulimits.*', replaced],
  ...[
    'networks.*.labels',
    'volumes.*.labels',
    ...['annotations', 'dns', 'dns_opt', 'dns_search', 'env_file', 'label_file', 'environment', 'labels'].map(
      (key) => `services.*.${key}`,
    ),
    ...['build.args', 'build.additional_contexts', 'build.labels', 'deploy.labels', 'sysctls', 'tmpfs'].map(
      (key) => `services.*.${key}`,
    ),
  ].map((pattern) => [pattern, joined] as const),
]

/** `base` with `over` laid on it. Error: `cannot-override`, where a list or mapping meets something else. O(both). */
export function merge(base: Node, over: Node, path: Path = []): Merged {
  // `!override` and `!reset`: what was there counts for nothing
  if (over.tag !== undefined) return ok(over)
  if (base.kind === 'map' && over.kind === 'map') base = withoutReplaced(base, over)
  const rule = RULES.find(([pattern]) => matches(pattern, path))?.[1]
  if (rule) return rule(base, over, path)
  // a key that is there with no value says nothing, so `ports:` alone does not empty a list; `!reset` does
  if (isNull(over)) return ok(base)
  if (base.kind === 'scalar') return ok(over)
  if (base.kind === 'list')
    return over.kind === 'list'
      ? ok(list([...base.items, ...over.items], base.place))
      : err({
          code: 'cannot-override',
          place: over.place,
          path: pathText(path),
          kind: 'list',
          before: base.place,
        })
  return over.kind === 'map'
    ? mergeMaps(base, over, path)
    : err({
        code: 'cannot-override',
        place: over.place,
        path: pathText(path),
        kind: 'map',
        before: base.place,
      })
}

/** What the later file resets or replaces counts for nothing, whatever the key's own rule. */
const withoutReplaced = (base: MapNode, over: MapNode): MapNode =>
  [...over.entries].some(([key, { value }]) => value.tag !== undefined && base.entries.has(key))
    ? map(
        new Map([...base.entries].filter(([key]) => over.entries.get(key)?.value.tag === undefined)),
        base.place,
      )
    : base

/** Key by key; keys of the base keep their position, new ones come after. */
function mergeMaps(base: MapNode, over: MapNode, path: Path): Merged {
  const entries = new Map<string, Entry>(base.entries)
  for (const [key, entry] of over.entries) {
    const before = entries.get(key)
    const merged = before === undefined ? ok(entry.value) : merge(before.value, entry.value, [...path, key])
    if (!merged.ok) return merged
    // a value that stays is where it was; one that is new or replaced is where the later file says it
    const stays = before !== undefined && merged.value === before.value
    entries.set(
      key,
      stays
        ? before
        : { key: before && merged.value.kind === 'map' ? before.key : entry.key, value: merged.value },
    )
  }
  return ok(map(entries, base.place))
}

/** A list of names as a mapping; anything else that is no mapping as an empty one. */
function listAsMap(node: Node, value: (name: Node) => Node): MapNode {
  if (node.kind === 'map') return node
  const entries: Entries = new Map(
    itemsOf(node).flatMap((item) =>
      item.kind === 'scalar' ? [[textOf(item.value), { key: item.place, value: value(item) }] as const] : [],
    ),
  )
  return map(entries, node.place)
}

/** A network or model named in a list has no settings of its own. */
const nothing = ({ place }: Node): Node => scalar(null, place)
/** A dependency named in a list: `condition: service_started`, `required: true`. */
const dependency = ({ place }: Node): Node =>
  map(
    new Map([
      ['condition', { key: place, value: scalar('service_started', place) }],
      ['required', { key: place, value: scalar(true, place) }],
    ]),
    place,
  )

/** A text stands for a mapping with one key. */
const keyed = (key: string, node: Node): MapNode =>
  node.kind === 'map'
    ? node
    : map(isNull(node) ? new Map() : new Map([[key, { key: node.place, value: node }]]), node.place)

/**
 * convertIntoSequence: a mapping as `key=value` texts, sorted; a key without a value is the key alone, which for an
 * environment means "take it from outside".
 */
export function sequence(node: Node): readonly Node[] {
  if (node.kind === 'list') return node.items
  if (node.kind === 'scalar') return typeof node.value === 'string' ? [node] : []
  const written = [...node.entries].flatMap(([name, { key, value }]): Node[] => {
    if (value.tag === 'reset') return []
    if (isNull(value)) return [scalar(name, key)]
    const values = value.kind === 'list' ? value.items : [value]
    return values.flatMap((v) => (v.kind === 'scalar' ? [scalar(`${name}=${textOf(v.value)}`, v.place)] : []))
  })
  return written.toSorted((a, b) => compare(scalarText(a), scalarText(b)))
}

const scalarText = (node: Node): string => (node.kind === 'scalar' ? textOf(node.value) : '')
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** mergeExtraHosts: a host that both files have in the same words is there once; otherwise both addresses stay. */
function mergeHosts(base: Node, over: Node): Merged {
  const before = sequence(base)
  return ok(
    list(
      [...before, ...sequence(over).filter((item) => !before.some((b) => sameValue(b, item)))],
      over.place,
    ),
  )
}

/** Options are merged only within one driver, as another driver would not know them. */
function mergeLogging(base: Node, over: Node, path: Path): Merged {
  const [before, after] = [get(base, 'driver'), get(over, 'driver')]
  if (base.kind !== 'map' || over.kind !== 'map') return ok(isNull(over) ? base : over)
  return before === undefined || after === undefined || sameValue(before, after)
    ? mergeMaps(base, over, path)
    : ok(over)
}

/**
 * mergeIPAMConfig. Address pools are known by their subnets. A pool of the base that the later file does not name is
 * lost, as in Compose: a file that adds one pool has to repeat the others.
 */
function mergePools(base: Node, over: Node, path: Path): Merged {
  if (base.kind !== 'list' || over.kind !== 'list')
    return err({
      code: 'cannot-override',
      place: over.place,
      path: pathText(path),
      kind: 'list',
      before: base.place,
    })
  // one pool may be in the list twice, and what changes it changes both: Compose's own maps are shared like that
  const pools: { node: Node }[] = []
  const at = (pool: Node): number => pools.findIndex(({ node }) => subnetOf(node) === subnetOf(pool))
  const laters = over.items.map((node) => ({ node }))
  for (const original of base.items) {
    const pool = { node: original }
    for (const later of laters) {
      if (subnetOf(later.node) !== subnetOf(pool.node) && at(later.node) < 0) {
        pools.push(later)
        continue
      }
      const merged = mergeMaps(keyed('subnet', pool.node), keyed('subnet', later.node), path)
      if (!merged.ok) return merged
      pool.node = merged.value
      const known = at(pool.node)
      if (known < 0) pools.push(pool)
      else pools[known] = pool
    }
  }
  return ok(
    list(
      pools.map(({ node }) => node),
      over.place,
    ),
  )
}

const subnetOf = (pool: Node): string | undefined => {
  const subnet = entriesOf(pool).find(([key]) => key === 'subnet')?.[1].value
  return subnet === undefined ? undefined : scalarText(subnet)
}
