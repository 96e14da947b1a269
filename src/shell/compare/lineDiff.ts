/** The lines that only one of two texts has, for people to read. */

/** `- ` before a line of the left text, `+ ` before one of the right, in order. O(lines of one x lines of the other). */
export function lineDiff(left: string, right: string): readonly string[] {
  const [a, b] = [left.split('\n'), right.split('\n')]
  const common = commonLengths(a, b)
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0
  const out: string[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++
      j++
    } else if (j === b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) out.push(`- ${a[i++] ?? ''}`)
    else out.push(`+ ${b[j++] ?? ''}`)
  }
  return out
}

/** How long the longest common part is of `a` from i on and `b` from j on. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  let below: readonly number[] = Array<number>(b.length + 1).fill(0)
  const rows = [below]
  for (const line of a.toReversed()) {
    const row = Array<number>(b.length + 1).fill(0)
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = line === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    rows.push(row)
    below = row
  }
  return rows.toReversed()
}
