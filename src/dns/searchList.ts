/**
 * In which spellings a libc asks for a name: as it stands, and with the domains of the search list (glibc
 * resolv/res_query.c). With Docker's `ndots:0` every name is tried as it stands first, so a container's name is found
 * before the search list is.
 */
import type { ResolvConf } from './resolvConf.js'

/**
 * One name to ask for; `searching` when it was made with a search domain, which decides whether a failure ends the
 * search.
 */
export interface SearchAttempt {
  readonly name: string
  readonly searching: boolean
}

/** glibc's bounds (RES_MAXNDOTS; ndots is 1 where the file does not say). */
const defaultNdots = 1
const maxNdots = 15

/**
 * The names to try, in order. A trailing dot means the name as it stands and nothing else. A name with at least
 * `ndots` dots is first tried as it stands, any other one last.
 */
export function searchAttempts(
  { search, options }: Pick<ResolvConf, 'search' | 'options'>,
  name: string,
): readonly SearchAttempt[] {
  const asIs: SearchAttempt = { name, searching: false }
  if (name.endsWith('.')) return [asIs]
  const domains = search.filter((domain) => domain !== '.')
  const searched = domains.map((domain) => ({ name: `${name}.${domain}`, searching: true }))
  const dots = name.split('.').length - 1
  const asIsFirst = dots >= optionNumber(options, 'ndots', defaultNdots, maxNdots)
  return asIsFirst ? [asIs, ...searched] : [...searched, asIs]
}

/** The number of an option such as `ndots:2`: the last one counts, text that is no number is 0 (C's atoi). */
export function optionNumber(
  options: readonly string[],
  name: string,
  otherwise: number,
  max: number,
): number {
  const option = options.findLast((each) => each.startsWith(`${name}:`))
  if (option === undefined) return otherwise
  return Math.min(max, Number(/^\d+/.exec(option.slice(name.length + 1))?.[0] ?? 0))
}
