/**
 * `env_file` and `label_file` in one way of writing, with paths that no longer depend on the file that they are written
 * in (compose-go v2.9.1 paths/resolve.go, transform/envfile.go). Compose resolves most paths after merging, and those
 * of an extended file before; here it is done before, so that each path keeps its file's folder. Files of the base come
 * before those of what is laid on it.
 */
import { join } from '../paths.js'
import {
  entriesOf,
  get,
  itemsOf,
  list,
  map,
  put,
  scalar,
  textOf,
  type MapNode,
  type Node,
} from '../yaml/node.js'

/** The file with whole paths, seen from `folder`. Nothing else is touched. O(services). */
export function rebase(file: MapNode, folder: string): MapNode {
  const services = file.entries.get('services')
  if (services?.value.kind !== 'map') return file
  const entries = entriesOf(services.value).map(
    ([name, entry]) => [name, { ...entry, value: service(entry.value, folder) }] as const,
  )
  return put(file, 'services', { ...services, value: { ...services.value, entries: new Map(entries) } })
}

/** Both keys of one service. */
const service = (node: Node, folder: string): Node =>
  node.kind !== 'map'
    ? node
    : [envFiles, labelFiles].reduce<MapNode>((done, change) => change(done, folder), node)

/** What is reset stays as it is: it names no file. */
function envFiles(node: MapNode, folder: string): MapNode {
  const said = get(node, 'env_file')
  const key = node.entries.get('env_file')?.key
  if (said === undefined || key === undefined || said.tag === 'reset') return node
  const items = said.kind === 'list' ? said.items : [said]
  const value = list(
    items.map((item) => envFile(item, folder)),
    said.place,
  )
  return put(node, 'env_file', { key, value: said.tag === undefined ? value : { ...value, tag: said.tag } })
}

/** A path alone is a file that must be there; only the long form can say `required: false`. */
function envFile(item: Node, folder: string): Node {
  const path = item.kind === 'scalar' ? item : get(item, 'path')
  if (path?.kind !== 'scalar' || typeof path.value !== 'string') return item
  const { place } = path
  const whole = { key: place, value: scalar(join(folder, path.value), place) }
  if (item.kind === 'map') return put(item, 'path', whole)
  return map(new Map([['path', whole]]), place)
}

function labelFiles(node: MapNode, folder: string): MapNode {
  const entry = node.entries.get('label_file')
  if (entry === undefined || entry.value.tag === 'reset') return node
  const items = entry.value.kind === 'list' ? itemsOf(entry.value) : [entry.value]
  const value = list(
    items.map((item) =>
      item.kind === 'scalar' && typeof item.value === 'string'
        ? scalar(join(folder, textOf(item.value)), item.place)
        : item,
    ),
    entry.value.place,
  )
  return put(node, 'label_file', {
    ...entry,
    value: entry.value.tag === undefined ? value : { ...value, tag: entry.value.tag },
  })
}
