/** A table of texts with aligned columns and a line under its head. */

/**
 * The first column is aligned left, `right` says how the others are. Widths are counted in UTF-16 units, so wide
 * characters stick out. No blanks at line ends; ends with a newline. O(cells).
 */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: 'left' | 'right' = 'left',
): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, i) => {
        const cell = cells[i] ?? ''
        return align === 'right' && i > 0 ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return `${[line(head), rule, ...rows.map(line)].join('\n')}\n`
}
