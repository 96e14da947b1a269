/** A conversation as SVG: a column a packet, a box a hop, from above to below, with its end in green or red. */
import { COLOURS } from '../graph.js'
import type { Lane } from '../path.js'
import { passage } from '../pathGraph.js'
import { box, FONT, line, LINE, svg, text, widest, type Paint } from './element.js'
import { wrapped } from './wrapped.js'

const MARGIN = 20
const PAD = 10
/** From one hop to the next: room for an arrow and the interfaces beside it. */
const STEP = 34
/** Characters of a line, beyond which it is wrapped. */
const LONGEST = 62

/** A hop, or the end of the way, as a box. */
interface Card {
  readonly lines: readonly string[]
  readonly paint: Paint
  readonly below: string
}

/** Each column is as wide as its own texts, and all begin at one height, so that hops can be compared. O(steps). */
export function pathSvg(title: string, lanes: readonly Lane[]): string {
  const columns = lanes.map((lane) => ({
    lane,
    cards: cardsOf(lane),
    heading: wrapped(lane.packet, LONGEST),
  }))
  // room for the packet of whichever lane needs the most lines for it
  const head = MARGIN + FONT + Math.max(0, ...columns.map(({ heading }) => heading.length)) * LINE + PAD
  let x = MARGIN
  let bottom = head
  const parts: string[] = []
  for (const { lane, cards, heading } of columns) {
    const width = widest([lane.title, ...heading, ...cards.flatMap(({ lines }) => lines)]) + 2 * PAD
    parts.push(text(x, MARGIN + FONT, lane.title, { bold: true }))
    parts.push(...heading.map((words, i) => text(x, MARGIN + FONT + LINE * (i + 1), words)))
    let y = head
    for (const { lines, paint, below } of cards) {
      const height = lines.length * LINE + PAD
      parts.push(box({ x, y, width, height }, paint))
      parts.push(
        ...lines.map((words, i) =>
          text(x + PAD, y + 17 + i * LINE, words, { bold: i === 0 && paint === COLOURS.plain }),
        ),
      )
      y += height
      bottom = Math.max(bottom, y)
      if (below === '') continue
      parts.push(line([x + 24, y], [x + 24, y + STEP], COLOURS.plain.line))
      parts.push(text(x + 34, y + STEP / 2 + 4, below.trim(), { colour: COLOURS.plain.line }))
      y += STEP
    }
    x += width + 2 * MARGIN
  }
  return svg(title, Math.max(x - MARGIN, 2 * MARGIN + widest([title])), bottom + MARGIN, parts)
}

/** `below`: what stands beside the arrow to the next one; '' behind the last. */
function cardsOf({ stops, end, arrived }: Lane): readonly Card[] {
  return [
    ...stops.map((stop, i) => ({
      lines: [stop.label, ...stop.steps].flatMap((words) => wrapped(words, LONGEST)),
      paint: COLOURS.plain,
      below: passage(stop, stops[i + 1]) || ' ',
    })),
    { lines: wrapped(end, LONGEST), paint: arrived ? COLOURS.good : COLOURS.bad, below: '' },
  ]
}
