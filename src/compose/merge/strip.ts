/** After merging: what `!reset` took away goes, and the tags with it. */
import { list, map, type Node } from '../yaml/node.js'

export function strip(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return node.tag === undefined ? node : { kind: 'scalar', value: node.value, place: node.place }
    case 'list':
      return list(node.items.filter((item) => item.tag !== 'reset').map(strip), node.place)
    case 'map':
      return map(
        new Map(
          [...node.entries]
            .filter(([, { value }]) => value.tag !== 'reset')
            .map(([key, { key: at, value }]) => [key, { key: at, value: strip(value) }]),
        ),
        node.place,
      )
  }
}
