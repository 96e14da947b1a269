/** Many neighbouring values as one text. */
import { compareIp, familyOf, ipNumberOf, type Ip } from '../addr/ip.js'

/** `8080-8082,8090`; sorted, each once. */
export const foldPorts = (ports: readonly number[]): string =>
  runs(
    [...new Set(ports)].toSorted((a, b) => a - b),
    (a, b) => b === a + 1,
  )
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
    .join(',')

/**
 * `172.18.0.2`, `172.18.0.4 … 172.18.0.9`: one text a run of neighbours, sorted, IPv4 first. Addresses of both
 * families may be mixed, and one that is given twice is told once. O(addresses log addresses).
 */
export const foldAddresses = (addresses: readonly Ip[]): readonly string[] =>
  runs(addresses.toSorted(byFamily), isNext).map(([first, last]) =>
    first === last ? first : `${first} … ${last}`,
  )

const byFamily = (a: Ip, b: Ip): number => familyOf(a) - familyOf(b) || compareIp(a, b)

const isNext = (a: Ip, b: Ip): boolean =>
  familyOf(a) === familyOf(b) && BigInt(ipNumberOf(b)) - BigInt(ipNumberOf(a)) <= 1n

/** First and last of each run of neighbours in a sorted list. */
function runs<T>(sorted: readonly T[], isNeighbour: (a: T, b: T) => boolean): readonly (readonly [T, T])[] {
  const found: [T, T][] = []
  for (const value of sorted) {
    const last = found.at(-1)
    if (last && isNeighbour(last[1], value)) last[1] = value
    else found.push([value, value])
  }
  return found
}
