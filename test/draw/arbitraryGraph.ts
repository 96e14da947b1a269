// Graphs of any shape, with any texts in them.
import fc from 'fast-check'
import { TONES, type Box, type Edge, type Graph, type Node } from '../../src/draw/graph.js'
import { anyText } from './hostile.js'

const lines = fc.array(anyText, { minLength: 1, maxLength: 3 })
const tone = fc.constantFrom(...TONES)

/** A host with networks and nodes in both, some nodes outside, and edges between any two nodes. */
export const arbitraryGraph: fc.Arbitrary<Graph> = fc
  .record({
    direction: fc.constantFrom('down' as const, 'right' as const),
    outer: fc.array(fc.record({ lines, tone }), { minLength: 1, maxLength: 3 }),
    boxes: fc.array(
      fc.record({ lines, tone, inside: fc.array(fc.record({ lines, tone }), { maxLength: 2 }) }),
      { maxLength: 3 },
    ),
    hostLines: lines,
    edges: fc.array(
      fc.record({ from: fc.nat(), to: fc.nat(), label: anyText, dashed: fc.boolean(), arrow: fc.boolean() }),
      { maxLength: 4 },
    ),
  })
  .map(({ direction, outer, boxes, hostLines, edges }) => {
    const nodes = outer.map((node, i): Node => ({ id: `o${i}`, ...node }))
    const inner = boxes.map(({ inside, ...box }, i): Box => ({
      id: `b${i}`,
      ...box,
      boxes: [],
      nodes: inside.map((node, j) => ({ id: `b${i}n${j}`, ...node })),
    }))
    const all = [...nodes, ...inner.flatMap((box) => box.nodes)]
    const pick = (n: number): string => all[n % all.length]!.id
    return {
      direction,
      nodes,
      boxes: [{ id: 'h', lines: hostLines, tone: 'host', boxes: inner, nodes: [] }],
      // no drawing has an edge from a node to itself
      edges: edges
        .map((edge): Edge => ({ ...edge, from: pick(edge.from), to: pick(edge.to) }))
        .filter(({ from, to }) => from !== to),
    }
  })

export const allBoxes = (boxes: readonly Box[]): readonly Box[] =>
  boxes.flatMap((box) => [box, ...allBoxes(box.boxes)])
export const allNodes = (graph: Graph): readonly Node[] => [
  ...graph.nodes,
  ...allBoxes(graph.boxes).flatMap((box) => box.nodes),
]
