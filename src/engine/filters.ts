/**
 * What `--filter key=value` matches (moby v28.5.2 api/types/filters/parse.go). In Go they are sets, so whatever depends on
 * their order is random there; here it is the order given. Not modelled: `isolation`, which means nothing on Linux.
 */
import type { Options } from '../drivers/api.js'
import { goPattern } from './goPattern.js'

/** Filters as the client sends them; one key may come with several values. */
export type Filters = readonly (readonly [key: string, value: string])[]

/** The different values of a key, in the order given. Empty: the key does not restrict anything. */
export const filterValues = (filters: Filters, key: string): readonly string[] => [
  ...new Set(filters.filter(([k]) => k === key).map(([, value]) => value)),
]

/** The first key that is none of those accepted (Validate); undefined: all are. */
export const unknownFilter = (filters: Filters, accepted: ReadonlySet<string>): string | undefined =>
  filters.find(([key]) => !accepted.has(key))?.[0]

/** One of the values is the text, or there is no value (ExactMatch). */
export function matchesExactly(filters: Filters, key: string, text: string): boolean {
  const values = filterValues(filters, key)
  return values.length === 0 || values.includes(text)
}

/**
 * One of the values is the text or a pattern that is found in it, or there is no value (Match). So `name=web` also
 * finds web2, and a value that is no pattern in Go still finds itself.
 */
export function matchesPattern(filters: Filters, key: string, text: string): boolean {
  return (
    matchesExactly(filters, key, text) ||
    filterValues(filters, key).some((value) => goPattern(value)?.test(text) ?? false)
  )
}

/** Every value, `name` or `name=text`, is among the labels (MatchKVList): the only filter whose values add up. */
export function matchesPairs(filters: Filters, key: string, labels: Options): boolean {
  const known = new Map(labels)
  return filterValues(filters, key).every((pair) => {
    const at = pair.indexOf('=')
    const text = known.get(at < 0 ? pair : pair.slice(0, at))
    return text !== undefined && (at < 0 || text === pair.slice(at + 1))
  })
}

/** The labels have all of `label`, and not all of `label!` (moby daemon/prune.go matchLabels). */
export const matchesLabels = (labels: Options, filters: Filters): boolean =>
  matchesPairs(filters, 'label', labels) &&
  (filterValues(filters, 'label!').length === 0 || !matchesPairs(filters, 'label!', labels))
