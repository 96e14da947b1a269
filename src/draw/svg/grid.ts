/** Where everything of one host goes: columns and rows as wide and high as what is in them needs. Pixels. */
import type { HostPicture, NetworkPicture } from '../picture.js'
import type { Stack } from '../stack.js'
import { nameList, shortened } from '../text.js'
import { LINE, widest, type Area } from './element.js'

/** Characters of a name, beyond which it is cut. */
const LONGEST = 44
/** Pixels, between a box's edge and what is in it. */
const PAD = 10
/** Pixels, between two columns. */
const GAP = 14
/** From the left edge of a host to the ports' texts, and from those to the stack: room for an arrow. */
const ARROW = 18

/** All places of one host, in pixels of the whole drawing. Nothing in it depends on what is drawn later. */
export interface Grid {
  readonly area: Area
  /** Where the texts of published ports begin; they end where the cards do. */
  readonly portsX: number
  readonly cardX: number
  readonly cardWidth: number
  /** One for each network. */
  readonly columns: readonly Area[]
  /** One for each stack; x and width are the host's. */
  readonly rows: readonly Area[]
  readonly notes: readonly string[]
}

/** A name at the length for which there is room; the whole one stands in a title. */
export const cut = (words: string): string => shortened(words, LONGEST)

/** The name first, as it is printed in bold. */
export const networkLines = ({ name, driver, subnets, notes }: NetworkPicture): readonly string[] => [
  cut(name),
  driver,
  ...subnets,
  ...notes.map(cut),
]

/** The name first. Addresses are not among them: they stand in the columns. */
export const stackLines = ({ names, listens, places, usesHost }: Stack): readonly string[] => [
  cut(nameList(names)),
  ...(names.length > 1 ? [`${names.length} alike`] : []),
  ...(usesHost ? ["the host's own stack"] : places.length === 0 ? ['on no network'] : []),
  ...(listens.length > 0 ? [cut(`listens ${listens.join(' ')}`)] : []),
]

/**
 * Widths first, from the texts: ports, cards, then columns; heights from whatever of a row has the most lines. `x`
 * and `y` are the host's upper left corner. O(stacks * networks).
 */
export function hostGrid(host: HostPicture, x: number, y: number): Grid {
  const { networks, stacks, idle } = host
  const notes = idle.length === 0 ? [] : [cut(`not running: ${nameList(idle)}`)]
  const head = 36 + notes.length * LINE
  const portsWidth = widest(stacks.flatMap(({ exposures }) => exposures.map(({ text }) => text)))
  const portsX = x + PAD + (portsWidth > 0 ? ARROW : 0)
  const cardX = portsX + portsWidth + (portsWidth > 0 ? ARROW : 0)
  const cardWidth = Math.max(60, widest(stacks.flatMap(stackLines)) + 2 * PAD)
  const headings = Math.max(0, ...networks.map((network) => networkLines(network).length)) * LINE + PAD
  const rows: Area[] = []
  let rowY = y + head + headings + GAP
  for (const stack of stacks) {
    const lines = Math.max(
      stackLines(stack).length,
      stack.exposures.length,
      ...stack.places.map(({ addresses }) => addresses.length),
    )
    const height = lines * LINE + PAD
    rows.push({ x, y: rowY, width: 0, height })
    rowY += height + PAD
  }
  const columns: Area[] = []
  let columnX = cardX + cardWidth + 2 * GAP
  for (const network of networks) {
    const addresses = stacks.flatMap(({ places }) =>
      places.flatMap((place) => (place.network === network.id ? place.addresses : [])),
    )
    const width = widest([...networkLines(network), ...addresses.map((address) => `  ${address}`)]) + 2 * PAD
    columns.push({ x: columnX, y: y + head, width, height: rowY - y - head })
    columnX += width + GAP
  }
  const title = widest([[host.id, ...host.addresses].join('  '), ...notes]) + 3 * PAD
  return {
    area: { x, y, width: Math.max(title, columnX - x), height: rowY - y + GAP },
    portsX,
    cardX,
    cardWidth,
    columns,
    rows,
    notes,
  }
}
