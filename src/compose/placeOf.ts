/** Where a fact of a project is written, for verdicts and errors to point at. */
import type { Place } from './place.js'
import type { Project } from './model/project.js'
import type { Entry, Node } from './yaml/node.js'

/** Keys of mappings and numbers of list items, from the top: `['services', 'web', 'ports', 0]`. */
export type KeyPath = readonly (string | number)[]

/** The place of the deepest part of the path that is written; a key's, where it leads to a mapping's entry. O(path). */
export function placeOf({ tree }: Project, path: KeyPath): Place {
  let node: Node = tree
  let place = tree.place
  for (const step of path) {
    if (node.kind === 'map') {
      const entry: Entry | undefined = node.entries.get(String(step))
      if (entry === undefined) return place
      place = entry.key
      node = entry.value
    } else if (node.kind === 'list') {
      const item: Node | undefined = node.items[Number(step)]
      if (item === undefined) return place
      place = item.place
      node = item
    } else return place
  }
  return place
}
