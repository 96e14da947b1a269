/**
 * A hash of what a service or a network says, which tells whether a container still is as its file wants it. Compose's is the
 * SHA-256 of its own JSON; this one has 64 hex digits too, is equal where the configuration is, and is no secret.
 */
import { makeId } from '../../cnm/identity.js'
import { entriesOf, type Node } from '../yaml/node.js'

/**
 * 64 hex digits. `name` counts too. `without`: keys that may change and the container still fits, with dots
 * (docker/compose v2.40.3 pkg/compose/hash.go).
 */
export const configHash = (name: string, node: Node | undefined, without: readonly string[] = []): string => {
  const text = name + (node === undefined ? '' : written(node, without))
  return makeId('other', fold(text, 0x811c9dc5), fold(text, 0x1b873593))
}

/** As JSON with sorted keys, `without` being paths from there on. */
function written(node: Node, without: readonly string[], path = ''): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value)
  if (node.kind === 'list') return `[${node.items.map((item) => written(item, [])).join(',')}]`
  const entries = entriesOf(node)
    .filter(([key]) => !without.includes(path + key))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, { value }]) => `${JSON.stringify(key)}:${written(value, without, `${path}${key}.`)}`).join(',')}}`
}

/** FNV-1a, 32 bits, over UTF-16 units: quick, the same on every machine, and never meant to keep anybody out. */
function fold(text: string, seed: number): number {
  let h = seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
