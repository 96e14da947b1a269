/** A stack as a row: its published ports, its card, and its addresses in the columns of its networks. */
import { COLOURS, INK } from '../graph.js'
import type { HostPicture } from '../picture.js'
import type { Place, Stack } from '../stack.js'
import { box, element, escaped, line, LINE, text, widest, type Area } from './element.js'
import { stackLines, type Grid } from './grid.js'

const PAD = 10

/**
 * A line leads from the card through all columns to the last network that it is on; the addresses lie on it. Ports
 * come in from `outsideEdge`, those on loopback addresses from the host's own edge. O(places * networks).
 */
export function stackRow(
  { networks }: HostPicture,
  stack: Stack,
  grid: Grid,
  row: Area | undefined,
  outsideEdge: number,
): string {
  if (!row) throw new Error('every stack has a row')
  const middle = row.y + row.height / 2
  const card: Area = { x: grid.cardX, y: row.y, width: grid.cardWidth, height: row.height }
  const cells = stack.places.flatMap((place) => {
    const column = grid.columns[networks.findIndex(({ id }) => id === place.network)]
    return column ? [{ place, column }] : []
  })
  // into the middle of the last column, where the address covers its end
  const end = Math.max(0, ...cells.map(({ column }) => column.x + column.width / 2))
  const lines = stackLines(stack)
  return element(
    'g',
    [],
    [
      element('title', [], [escaped(stack.names.join(', '))]),
      ...(cells.length > 0
        ? [line([card.x + card.width, middle], [end, middle], COLOURS.plain.line, { plain: true })]
        : []),
      box(card, COLOURS.plain),
      ...lines.map((words, i) =>
        text(card.x + PAD, baseline(middle, lines.length, i), words, { bold: i === 0 }),
      ),
      ...cells.map(({ place, column }) => chip(place, column, middle)),
      ...stack.exposures.map(({ text: words, to }, i) => {
        const y = baseline(middle, stack.exposures.length, i)
        const from = to === 'host' ? grid.area.x : outsideEdge
        return [
          line([from, y - 4], [grid.portsX - 4, y - 4], COLOURS.exposed.line, {
            dashed: to !== 'anyone',
            plain: true,
          }),
          text(grid.portsX, y, words, { colour: COLOURS.exposed.line }),
          line([grid.portsX + widest([words]) + 4, y - 4], [card.x, y - 4], COLOURS.exposed.line, {
            dashed: to !== 'anyone',
          }),
        ].join('')
      }),
    ],
  )
}

/** Of the line `i` of `count`, so that they stand around a middle. */
const baseline = (middle: number, count: number, i: number): number =>
  middle - (count * LINE) / 2 + i * LINE + 12

/** The addresses; dark where the way out leads. */
function chip({ addresses, gateway }: Place, column: Area, middle: number): string {
  const lines = addresses.length === 0 ? ['on it'] : addresses
  const width = widest(lines) + PAD
  const x = column.x + column.width / 2
  const height = lines.length * LINE + 4
  const paint = gateway ? { fill: INK, line: INK } : COLOURS.plain
  return [
    box({ x: x - width / 2, y: middle - height / 2, width, height }, paint, 4),
    ...lines.map((words, i) =>
      text(x, baseline(middle, lines.length, i), words, {
        anchor: 'middle',
        colour: gateway ? '#ffffff' : INK,
      }),
    ),
  ].join('')
}
