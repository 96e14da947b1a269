/**
 * After merging: what `!reset` took away goes, and the tags with it (compose-go v2.9.1 loader/reset.go ResetProcessor).
 */
import { list, map, type Node } from '../yaml/node.js'

/** The same tree with no tag in it. An item of a list can be reset as well. O(tree). */
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
