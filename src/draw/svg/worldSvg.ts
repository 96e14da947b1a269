/**
 * A picture as SVG: a column a network, a row a stack, the stack's addresses where they cross; published ports come in from
 * the left. No line crosses another, however many networks and stacks there are.
 */
import { COLOURS } from '../graph.js'
import type { HostPicture, Picture } from '../picture.js'
import { box, LINE, svg, text, widthOf } from './element.js'
import { hostGrid, type Grid } from './grid.js'
import { networkColumn } from './networkColumn.js'
import { stackRow } from './stackRow.js'

/** Around everything, and between hosts. */
const MARGIN = 20
/** Of the box at the left from which published ports come in, in pixels. */
const OUTSIDE_WIDTH = 76
/** From the outside to the hosts. */
const APPROACH = 36

/**
 * Hosts stand below each other. The outside is drawn only where somebody is reached from there: ports on loopback
 * addresses begin at the host's own edge. O(stacks * networks).
 */
export function worldSvg({ hosts }: Picture): string {
  const isReached = hosts.some(({ stacks }) =>
    stacks.some(({ exposures }) => exposures.some(({ to }) => to !== 'host')),
  )
  const left = MARGIN + (isReached ? OUTSIDE_WIDTH + APPROACH : 0)
  let y = MARGIN
  const drawn = hosts.map((host) => {
    const grid = hostGrid(host, left, y)
    y += grid.area.height + MARGIN
    return { grid, parts: hostParts(host, grid, MARGIN + OUTSIDE_WIDTH) }
  })
  const width =
    Math.max(MARGIN + widthOf(LEGEND), ...drawn.map(({ grid }) => grid.area.x + grid.area.width)) + MARGIN
  const outside = { x: MARGIN, y: MARGIN, width: OUTSIDE_WIDTH, height: Math.max(y - 2 * MARGIN, LINE) }
  const height = y + LINE
  return svg('Networks, and who is on them', width, height, [
    ...drawn.map(({ grid }) => box(grid.area, COLOURS.host, 10)),
    ...(isReached
      ? [
          box(outside, COLOURS.outside),
          text(outside.x + OUTSIDE_WIDTH / 2, outside.y + 24, 'outside', { anchor: 'middle', bold: true }),
        ]
      : []),
    ...drawn.flatMap(({ parts }) => parts),
    text(MARGIN, height - 10, LEGEND, { colour: COLOURS.plain.line }),
  ])
}

/** One line at the bottom: what colours and dashes mean, in the words of the picture. */
const LEGEND = 'dark address: the way out leads there · yellow: internal · dashed: not open to everybody'

/** Columns before rows: addresses lie on the columns, and SVG paints in the order of the elements. */
const hostParts = (host: HostPicture, grid: Grid, outsideEdge: number): readonly string[] => [
  text(grid.area.x + 14, grid.area.y + 22, [host.id, ...host.addresses].join('  '), { bold: true }),
  ...grid.notes.map((note, i) =>
    text(grid.area.x + 14, grid.area.y + 22 + LINE * (i + 1), note, { colour: COLOURS.plain.line }),
  ),
  ...host.networks.map((network, i) => networkColumn(network, grid.columns[i])),
  ...host.stacks.map((stack, i) => stackRow(host, stack, grid, grid.rows[i], outsideEdge)),
]
