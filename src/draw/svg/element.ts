/** SVG elements as text, escaped. A drawing is one file without scripts, links, style sheets or fonts of its own. */
import { INK } from '../graph.js'
import { shown } from '../text.js'

/** A list, not an object: the order in which attributes are written is part of the equal text for equal input. */
type Attributes = readonly (readonly [name: string, value: string | number])[]

/**
 * `children` are elements already; attributes are raw and are escaped here. Names are the caller's own, never a
 * user's.
 */
export const element = (name: string, attributes: Attributes, children: readonly string[] = []): string => {
  const open = `<${name}${attributes.map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join('')}`
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`
}

/** For text and for attributes in double quotes. */
export const escaped = (text: string): string =>
  shown(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A rectangle in pixels; `x` and `y` are its upper left corner. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Colours as `#rrggbb`, or `none`. */
export interface Paint {
  readonly fill: string
  readonly line: string
}

/** A rectangle with round corners; `radius` in pixels. */
export const box = ({ x, y, width, height }: Area, { fill, line }: Paint, radius = 6): string =>
  element('rect', [
    ['x', x],
    ['y', y],
    ['width', width],
    ['height', height],
    ['rx', radius],
    ['fill', fill],
    ['stroke', line],
  ])

/** `anchor`: which part of the text stands at `x`; by default its start. */
export interface TextStyle {
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly colour?: string
}

/** `y` is the baseline. Nothing is wrapped or measured: who draws it made room (widthOf). */
export const text = (x: number, y: number, words: string, { bold, anchor, colour }: TextStyle = {}): string =>
  element(
    'text',
    [
      ['x', x],
      ['y', y],
      ...(anchor === undefined || anchor === 'start' ? [] : [['text-anchor', anchor] as const]),
      ...(bold === true ? [['font-weight', 'bold'] as const] : []),
      ['fill', colour ?? INK],
    ],
    [escaped(words)],
  )

/**
 * A straight line; with an arrow's head at its end unless `plain`. Heads point down where the line is vertical,
 * else to the right: drawings have no other arrows.
 */
export function line(
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  colour: string,
  { dashed = false, plain = false }: { readonly dashed?: boolean; readonly plain?: boolean } = {},
): string {
  const stroke = element('line', [
    ['x1', from[0]],
    ['y1', from[1]],
    ['x2', to[0]],
    ['y2', to[1]],
    ['stroke', colour],
    ['stroke-width', 1.5],
    ...(dashed ? [['stroke-dasharray', '5 4'] as const] : []),
  ])
  return plain ? stroke : stroke + head(from, to, colour)
}

/** Pixels, length and width of an arrow's head. */
const HEAD = 7

/** Drawn itself, since a marker would need an id, and several drawings may share a page. */
function head(from: readonly [number, number], [x, y]: readonly [number, number], colour: string): string {
  const down = from[0] === x
  const points = down
    ? [
        [x, y],
        [x - HEAD / 2, y - HEAD],
        [x + HEAD / 2, y - HEAD],
      ]
    : [
        [x, y],
        [x - HEAD, y - HEAD / 2],
        [x - HEAD, y + HEAD / 2],
      ]
  return element('polygon', [
    ['points', points.map((point) => point.join(',')).join(' ')],
    ['fill', colour],
  ])
}

/**
 * The whole file. Sizes in pixels. The title is what screen readers say; the ground is white because a page's may
 * be dark.
 */
export const svg = (title: string, width: number, height: number, parts: readonly string[]): string =>
  [
    element(
      'svg',
      [
        ['xmlns', 'http://www.w3.org/2000/svg'],
        ['width', width],
        ['height', height],
        ['viewBox', `0 0 ${width} ${height}`],
        ['role', 'img'],
        ['font-family', "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"],
        ['font-size', FONT],
      ],
      [
        `\n${element('title', [], [escaped(title)])}`,
        `\n${box({ x: 0, y: 0, width, height }, { fill: '#ffffff', line: 'none' }, 0)}`,
        ...parts.map((part) => `\n${part}`),
        '\n',
      ],
    ),
    '',
  ].join('\n')

/** Pixels, the height of the letters that everything is measured by. */
export const FONT = 12
/** From one baseline to the next. */
export const LINE = 16
/**
 * Width of a character of a monospaced font, as a part of its size: an estimate, since viewers bring their own
 * font.
 */
const ADVANCE = 0.605

/** East Asian and pictorial characters take the room of two. */
const WIDE =
  /[\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** About how wide a text is, in whole pixels. */
export const widthOf = (words: string): number =>
  Math.ceil(
    Array.from(words).reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0) * FONT * ADVANCE,
  )
/** The widest of some texts in pixels; 0 of none. */
export const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf))
