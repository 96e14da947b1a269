/** A graph as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), for pages that render it. */
import { COLOURS, INK, TONES, type Box, type Edge, type Graph, type Node, type Tone } from './graph.js'
import { shown } from './text.js'

/** `classDef` lines only for tones that occur, after all nodes. Ends with a newline. O(graph). */
export function mermaid(graph: Graph): string {
  const { direction, boxes, nodes, edges } = graph
  const used = tonesOf(graph)
  return [
    `flowchart ${direction === 'down' ? 'TB' : 'LR'}`,
    ...nodes.map((node) => `  ${nodeText(node)}`),
    ...boxes.flatMap((box) => boxLines(box, '  ')),
    ...edges.map((edge) => `  ${edgeText(edge)}`),
    ...TONES.filter((tone) => used.has(tone)).map(
      (tone) => `  classDef ${tone} fill:${COLOURS[tone].fill},stroke:${COLOURS[tone].line},color:${INK}`,
    ),
    ...boxes.flatMap(boxClasses).map((line) => `  ${line}`),
    '',
  ].join('\n')
}

/** Edges have no tone: they are drawn as the reader's theme has it. */
const tonesOf = ({ boxes, nodes }: Pick<Graph, 'boxes' | 'nodes'>): ReadonlySet<Tone> =>
  new Set([...nodes.map(({ tone }) => tone), ...boxes.flatMap((box) => [box.tone, ...tonesOf(box)])])

const nodeText = ({ id, lines, tone }: Node): string => `${id}[${label(lines)}]:::${tone}`

const boxLines = ({ id, lines, boxes, nodes }: Box, indent: string): readonly string[] => [
  `${indent}subgraph ${id}[${label(lines)}]`,
  ...nodes.map((node) => `${indent}  ${nodeText(node)}`),
  ...boxes.flatMap((box) => boxLines(box, `${indent}  `)),
  `${indent}end`,
]

const boxClasses = ({ id, tone, boxes }: Box): readonly string[] => [
  `class ${id} ${tone}`,
  ...boxes.flatMap(boxClasses),
]

function edgeText({ from, to, label: text, dashed, arrow }: Edge): string {
  const link = dashed ? (arrow ? '-.->' : '-.-') : arrow ? '-->' : '---'
  return shown(text).trim() === '' ? `${from} ${link} ${to}` : `${from} ${link}|${label([text])}| ${to}`
}

/** Mermaid takes no label that is empty: a no-break space stands for nothing. */
const label = (lines: readonly string[]): string => `"${lines.map(escaped).join('<br/>') || '#160;'}"`

/**
 * All but harmless characters as Mermaid's own entities, `#35;`: quotes, markup, `%%` comments and directives. The words
 * `style` and `classDef` too, which Mermaid looks for inside labels and then eats a semicolon.
 */
const escaped = (text: string): string =>
  shown(text)
    .replace(/[^\p{L}\p{N} ._:/,()*+\-=!'…→×]/gu, entity)
    .replace(/style|classDef/g, (word) => `${entity(word)}${word.slice(1)}`)

const entity = (character: string): string => `#${character.codePointAt(0) ?? 0};`
