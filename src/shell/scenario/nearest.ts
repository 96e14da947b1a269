/** The known word that a mistyped one was probably meant to be. */

/** Undefined when nothing is near: more than two slips, or more than half of the letters. O(words x letters squared). */
export function nearest(word: string, known: readonly string[]): string | undefined {
  // a word of three letters may have one slip, since two would make it anything
  const limit = Math.min(2, Math.floor(word.length / 2))
  const ranked = known
    .map((candidate) => ({ candidate, slips: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.slips - b.slips)
  const [best] = ranked
  return best && best.slips <= limit ? best.candidate : undefined
}

/** Letters to insert, drop, replace or swap with the next (Damerau's distance, each letter touched once). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const above = rows[i - 1] ?? []
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] ?? Infinity
}
