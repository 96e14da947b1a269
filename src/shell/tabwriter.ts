/**
 * Aligns columns as Go's text/tabwriter with docker's settings: NewWriter(out, 10, 1, 3, ' ', 0). Does not model
 * vertical tabs, form feeds and escapes. Of go-runewidth it knows which characters are wide, not the ones of width 0.
 */
import { runesOf } from './template/utf8.js'

/** Cells: a column is at least so wide, padding included. */
const MIN_WIDTH = 10
/** Cells of blanks behind the widest cell of a column. */
const PADDING = 3

/** The characters that a terminal shows in two cells: Hangul, CJK, full-width forms and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u

const widthOf = (cell: string) =>
  runesOf(cell).reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0)

/**
 * Pads the cells of a text: a tab ends a cell, a newline a line. What follows the last tab of a line is no cell and
 * is never padded. A column is a run of neighbouring lines that have a cell there, so a line with fewer cells
 * splits it. O(lines x cells x lines of a column).
 */
export function tabwriter(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'))
  return lines
    .map((line, row) =>
      line
        .map((cell, column) => {
          const padded = column < line.length - 1
          return padded ? cell + ' '.repeat(columnWidth(lines, row, column) - widthOf(cell)) : cell
        })
        .join(''),
    )
    .join('\n')
}

function columnWidth(lines: readonly (readonly string[])[], row: number, column: number): number {
  const widths = [...neighbours(lines, row, column, -1), ...neighbours(lines, row + 1, column, 1)]
  return Math.max(MIN_WIDTH, ...widths.map((width) => width + PADDING))
}

/** The widths of the column's cells from a row on, upwards or downwards, up to the first line without one. */
function neighbours(
  lines: readonly (readonly string[])[],
  from: number,
  column: number,
  by: 1 | -1,
): readonly number[] {
  const widths: number[] = []
  for (let row = from; ; row += by) {
    const line = lines[row]
    const cell = line?.[column]
    if (line === undefined || cell === undefined || column >= line.length - 1) return widths
    widths.push(widthOf(cell))
  }
}
