// What one would write instead: a graph of containers and networks, and a search in it. It knows no address, rule or port, so
// it has the same verdicts only where there are none of those, as in the small worlds.
import Graph from 'graphology'
import { bidirectional } from 'graphology-shortest-path/unweighted.js'
import { leastOf } from '../measure.mjs'
import { sameVerdicts } from './small.mjs'

/** Breadth first, over neighbours as sets. */
function search(neighbours, from, to) {
  const seen = new Set([from])
  let edge = [from]
  while (edge.length > 0) {
    const next = []
    for (const at of edge)
      for (const each of neighbours.get(at)) {
        if (each === to) return true
        if (seen.has(each)) continue
        seen.add(each)
        next.push(each)
      }
    edge = next
  }
  return false
}

/** Microseconds a verdict, over the same pairs: by search, by graphology, and here. */
export function graphs(small) {
  const { containers, bridges, pairs, ask } = small
  const neighbours = new Map(bridges.map((_, i) => [`net${i}`, new Set()]))
  const graph = new Graph({ type: 'undirected' })
  bridges.forEach((_, i) => graph.addNode(`net${i}`))
  for (const { id, bridge } of containers) {
    neighbours.set(id, new Set([`net${bridge}`]))
    neighbours.get(`net${bridge}`).add(id)
    graph.addNode(id)
    graph.addEdge(id, `net${bridge}`)
  }
  const bfs = ({ from, to }) => search(neighbours, from.id, to.id)
  const path = ({ from, to }) => bidirectional(graph, from.id, to.id) !== null
  sameVerdicts('breadth-first search', small, pairs.map(bfs))
  sameVerdicts('graphology', small, pairs.map(path))
  const task = (name, verdict) => ({
    name,
    operations: 2 * pairs.length,
    run: (i) => verdict(pairs[i % pairs.length]),
  })
  const best = leastOf([task('ours', ask), task('bfs', bfs), task('graphology', path)], 100)
  return Object.fromEntries(best)
}
