/**
 * Puts variables' values into every text of a file, and reads the texts of keys that are numbers or truths as such
 * (compose-go v2.9.1 interpolation/interpolation.go, loader/interpolate.go). Keys themselves are left as they are.
 */
import { err, ok, type Result } from '../../addr/result.js'
import type { ComposeError } from '../errors.js'
import { matches, pathText, type Path } from '../merge/pattern.js'
import type { Place } from '../place.js'
import { list, map, type Entry, type Node, type ScalarNode, type ScalarValue } from '../yaml/node.js'
import { substitute, type Lookup } from './template.js'

/** A variable that is not set, where nothing is said in its stead: worth a warning. */
export interface Unset {
  readonly variable: string
  readonly place: Place
}

/** Where values come from, and who hears of those that are missing. */
export interface Interpolation {
  readonly lookup: Lookup
  readonly unset: (found: Unset) => void
}

/**
 * How the text of a key becomes a number or a truth: `wanted` says it in words, `read` gives undefined for a text that
 * is none.
 */
type Cast = { readonly wanted: string; readonly read: (text: string) => ScalarValue | undefined }

const integer: Cast = {
  wanted: 'number',
  read: (text) => (/^[-+]?\d+$/.test(text) ? Number(text) : undefined),
}
const float: Cast = {
  wanted: 'number',
  read: (text) => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
}
/** YAML 1.1's words, in any case, as toBoolean takes them: `"yes"` in quotes is true for such a key. */
const truth: Cast = {
  wanted: 'boolean: write true or false',
  read: (text) =>
    /^(true|y|yes|on)$/i.test(text) ? true : /^(false|n|no|off)$/i.test(text) ? false : undefined,
}

/**
 * The keys that are numbers or truths (loader/interpolate.go interpolateTypeCastMapping), as far as they are looked at.
 * Without a cast, `replicas: ${N}` would be a text for good.
 */
const CASTS: readonly (readonly [pattern: string, cast: Cast])[] = [
  ...[
    'deploy.replicas',
    'scale',
    'ports.[].target',
    'healthcheck.retries',
    'oom_score_adj',
    'pids_limit',
    'cpu_shares',
  ].map((key) => [`services.*.${key}`, integer] as const),
  ...['cpus', 'cpu_percent'].map((key) => [`services.*.${key}`, float] as const),
  ...[
    'tty',
    'stdin_open',
    'privileged',
    'read_only',
    'init',
    'oom_kill_disable',
    'depends_on.*.required',
    'depends_on.*.restart',
  ].map((key) => [`services.*.${key}`, truth] as const),
  ...['external', 'internal', 'attachable', 'enable_ipv4', 'enable_ipv6'].map(
    (key) => [`networks.*.${key}`, truth] as const,
  ),
  ['volumes.*.external', truth],
  ['secrets.*.external', truth],
  ['configs.*.external', truth],
]

/**
 * The tree with all texts filled in. Errors: `invalid-template`, `required-variable`, `not-castable`, each with the
 * place of the text. Tags stay, for merging. O(text).
 */
export function interpolate(node: Node, how: Interpolation, path: Path = []): Result<Node, ComposeError> {
  if (node.kind === 'scalar')
    return typeof node.value === 'string' ? one(node, node.value, how, path) : ok(node)
  const tag = node.tag === undefined ? {} : { tag: node.tag }
  if (node.kind === 'list') {
    const items: Node[] = []
    for (const item of node.items) {
      const done = interpolate(item, how, [...path, '[]'])
      if (!done.ok) return done
      items.push(done.value)
    }
    return ok({ ...list(items, node.place), ...tag })
  }
  const entries = new Map<string, Entry>()
  for (const [key, entry] of node.entries) {
    const done = interpolate(entry.value, how, [...path, key])
    if (!done.ok) return done
    entries.set(key, { ...entry, value: done.value })
  }
  return ok({ ...map(entries, node.place), ...tag })
}

/** One text. The cast is for texts only: a number that YAML has read is one already. */
function one(
  node: ScalarNode,
  text: string,
  { lookup, unset }: Interpolation,
  path: Path,
): Result<Node, ComposeError> {
  const { place } = node
  const replaced = substitute(text, lookup, (variable) => unset({ variable, place }))
  if (!replaced.ok) return err({ ...replaced.error, place, path: pathText(path) })
  const cast = CASTS.find(([pattern]) => matches(pattern, path))?.[1]
  if (cast === undefined) return ok({ ...node, value: replaced.value })
  const value = cast.read(replaced.value)
  return value === undefined
    ? err({ code: 'not-castable', place, path: pathText(path), text: replaced.value, wanted: cast.wanted })
    : ok({ ...node, value })
}
