/** A conversation as a graph: a box a packet, a node a hop. */
import type { Box, Edge, Graph, Node } from './graph.js'
import type { Lane, Stop } from './path.js'

/**
 * Lanes stand beside each other and have no edge between them: that an answer follows a request is what their
 * titles say. Ids are `p<lane>s<stop>`, so that no name of a user becomes one. O(stops).
 */
export function pathGraph(lanes: readonly Lane[]): Graph {
  const drawn = lanes.map((lane, index) => laneGraph(lane, `p${index}`))
  return {
    direction: 'down',
    nodes: [],
    boxes: drawn.map(({ box }) => box),
    edges: drawn.flatMap(({ edges }) => edges),
  }
}

/** The last node is how it ended, and not a place: it is reached by an edge without interfaces. */
function laneGraph(
  { title, packet, stops, end, arrived }: Lane,
  key: string,
): { box: Box; edges: readonly Edge[] } {
  const nodes: readonly Node[] = [
    ...stops.map((stop, i): Node => ({
      id: `${key}s${i}`,
      lines: [stop.label, ...stop.steps],
      tone: 'plain',
    })),
    { id: `${key}end`, lines: [end], tone: arrived ? 'good' : 'bad' },
  ]
  return {
    box: { id: key, lines: [title, packet], tone: 'host', boxes: [], nodes },
    edges: nodes.slice(1).map((node, i) => ({
      from: nodes[i]?.id ?? '',
      to: node.id,
      label: passage(stops[i], stops[i + 1]),
      dashed: false,
      arrow: true,
    })),
  }
}

/** The interfaces by which a packet goes from one hop to the next: `eth0 → docker0`. */
export const passage = (from: Stop | undefined, to: Stop | undefined): string =>
  from === undefined || to === undefined ? '' : `${from.out} → ${to.in}`
