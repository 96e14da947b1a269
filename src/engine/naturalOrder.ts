/**
 * The order in which the client lists networks: numbers inside names count as numbers, `net2` before `net10`
 * (fvbommel/sortorder NaturalLess, which docker/cli sorts with). Not a locale's order: letters compare by code point.
 */

/** Below zero when `a` comes first. O(length). */
export function compareNatural(a: string, b: string): number {
  const [left, right] = [chunks(a), chunks(b)]
  for (const [i, x] of left.entries()) {
    const y = right[i]
    if (y === undefined) return 1
    const order = isNumber(x) && isNumber(y) ? compareNumbers(x, y) : compareChunks(x, y)
    if (order !== 0) return order
  }
  return left.length - right.length
}

/** Runs of digits, and single characters between them. */
const chunks = (text: string): readonly string[] => text.match(/[0-9]+|[^0-9]/gu) ?? []
const isNumber = (chunk: string): boolean => /^[0-9]/.test(chunk)

/** A number before any other character. */
const compareChunks = (x: string, y: string): number =>
  isNumber(x) ? -1 : isNumber(y) ? 1 : (x.codePointAt(0) ?? 0) - (y.codePointAt(0) ?? 0)

/** By value; of equal values the one with fewer zeros in front. As text, since digits may be many. */
function compareNumbers(x: string, y: string): number {
  const [p, q] = [x.replace(/^0+/, ''), y.replace(/^0+/, '')]
  if (p.length !== q.length) return p.length - q.length
  return p < q ? -1 : p > q ? 1 : x.length - y.length
}
