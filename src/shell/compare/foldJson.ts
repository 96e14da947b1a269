/** Folds a parsed JSON value: its texts, the order of objects that are keyed by ids, and process numbers. */
import { isRecord } from '../json/shape.js'
import type { Folder } from './folder.js'

/** Containers and tasks by id, and swarm's own endpoints, which have no id: these objects come in any order. */
const idKey = /^((ep-)?([0-9a-f]{64}|[0-9a-z]{25})|lb-.+|ingress-sbox)$/

/** Texts by the folder, and lists in their order, which is part of the answer. O(size). */
export function foldJson(folder: Folder, value: unknown): unknown {
  if (typeof value === 'string') return folder.text(value)
  if (Array.isArray(value)) return value.map((item: unknown) => foldJson(folder, item))
  if (!isRecord(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries(
    // an object keyed by ids is a Go map, printed in an order that ids decide
    (entries.every(([key]) => idKey.test(key)) ? byIdentity(folder, entries) : entries).map(
      ([key, member]) => [folder.text(key), foldMember(folder, key, member)],
    ),
  )
}

function foldMember(folder: Folder, key: string, member: unknown): unknown {
  if (key === 'Pid' && Number(member) > 0) return '<pid>'
  // in the rows of `--format json` they come as a Go map gives them (docker/cli formatter/container.go Networks, joinLabels)
  const isList = (key === 'Networks' || key === 'Labels') && typeof member === 'string'
  return foldJson(folder, isList ? member.split(',').toSorted().join(',') : member)
}

type Entry = readonly [key: string, value: unknown]

/** First those whose ids came up before, in that order, then by name. */
function byIdentity(folder: Folder, entries: readonly Entry[]): readonly Entry[] {
  const rank = ([key]: Entry): number => folder.knownId(key) ?? Infinity
  const name = ([, value]: Entry): string =>
    isRecord(value) && typeof value['Name'] === 'string' ? value['Name'] : ''
  return entries.toSorted((a, b) =>
    rank(a) === rank(b) ? (name(a) < name(b) ? -1 : 1) : rank(a) < rank(b) ? -1 : 1,
  )
}
