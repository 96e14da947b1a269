/** A graph in Graphviz's language DOT (https://graphviz.org/doc/info/lang.html). */
import { COLOURS, INK, type Box, type Edge, type Graph, type Node, type Tone } from './graph.js'
import { shown } from './text.js'

/** A digraph even where edges have no direction: those say `dir=none`. Ends with a newline. O(graph). */
export const dot = ({ direction, boxes, nodes, edges }: Graph): string =>
  [
    'digraph cnm {',
    `  rankdir=${direction === 'down' ? 'TB' : 'LR'}`,
    '  fontname="sans-serif" fontsize=11',
    `  node [shape=box style="rounded,filled" fontname="sans-serif" fontsize=11 fontcolor="${INK}"]`,
    `  edge [fontname="sans-serif" fontsize=9 color="#57606a" fontcolor="${INK}"]`,
    ...nodes.map((node) => `  ${nodeText(node)}`),
    ...boxes.flatMap((box) => boxLines(box, '  ')),
    ...edges.map((edge) => `  ${edgeText(edge)}`),
    '}',
    '',
  ].join('\n')

const colours = (tone: Tone): string => `fillcolor="${COLOURS[tone].fill}" color="${COLOURS[tone].line}"`

const nodeText = ({ id, lines, tone }: Node): string => `${id} [label=${label(lines)} ${colours(tone)}]`

/** Graphviz draws a subgraph as a box only where its name begins with `cluster`. */
const boxLines = ({ id, lines, tone, boxes, nodes }: Box, indent: string): readonly string[] => [
  `${indent}subgraph cluster_${id} {`,
  `${indent}  label=${label(lines)} labeljust=l style="rounded,filled" ${colours(tone)}`,
  // an empty cluster is not drawn
  ...(nodes.length + boxes.length === 0 ? [`${indent}  ${id}_empty [shape=point style=invis]`] : []),
  ...nodes.map((node) => `${indent}  ${nodeText(node)}`),
  ...boxes.flatMap((box) => boxLines(box, `${indent}  `)),
  `${indent}}`,
]

const edgeText = ({ from, to, label: text, dashed, arrow }: Edge): string =>
  [
    `${from} -> ${to} [`,
    [
      ...(text === '' ? [] : [`label=${label([text])}`]),
      ...(dashed ? ['style=dashed'] : []),
      ...(arrow ? [] : ['dir=none']),
    ].join(' '),
    ']',
  ].join('')

/** `\\l` ends a line and sets it to the left. */
const label = (lines: readonly string[]): string =>
  `"${lines.length === 1 ? lines.map(escaped).join('') : lines.map((line) => `${escaped(line)}\\l`).join('')}"`

/** Graphviz reads backslashes as escapes and `&name;` as a character, in every quoted label. */
const escaped = (text: string): string =>
  shown(text).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"')
