/** A network as a column: a box with what it is at its head. */
import { COLOURS } from '../graph.js'
import type { NetworkPicture } from '../picture.js'
import { box, element, escaped, LINE, text, type Area } from './element.js'
import { networkLines } from './grid.js'

/**
 * The whole name is its title, which viewers show at the mouse, since a long one is cut at the head of the column.
 */
export function networkColumn(network: NetworkPicture, area: Area | undefined): string {
  if (!area) throw new Error('every network has a column')
  const middle = area.x + area.width / 2
  return element(
    'g',
    [],
    [
      element('title', [], [escaped(network.name)]),
      box(area, network.internal ? COLOURS.internal : COLOURS.network),
      ...networkLines(network).map((words, i) =>
        text(middle, area.y + 18 + i * LINE, words, { anchor: 'middle', bold: i === 0 }),
      ),
    ],
  )
}
