/**
 * Lists whose items are known by a key: what comes again takes the place of the first (compose-go v2.9.1
 * override/uncity.go EnforceUnicity). So of two files that publish the same port the later one's is used, in the
 * position of the earlier one's. Not done for what does not concern networking: mounts, devices, capabilities, build
 * arguments.
 */
import { get, list, map, textOf, type Node } from '../yaml/node.js'
import { matches, type Path } from './pattern.js'

/** What an item is known by: two items with one such text are the same thing said twice. */
type Indexer = (item: Node) => string

const text = (node: Node | undefined, otherwise: string): string =>
  node?.kind === 'scalar' ? textOf(node.value) : otherwise

/** The name before the `=` (keyValueIndexer); a text without one is its own name. */
const byName: Indexer = (item) => text(item, '').split('=')[0] ?? ''
/** The whole text, or number as text (exposeIndexer). */
const byText: Indexer = (item) => text(item, '')

/**
 * A short form is known by its text, a long one by all that it says (portIndexer): address, ports and protocol. So
 * `80:80` on two addresses is two ports.
 */
const byPort: Indexer = (item) =>
  item.kind !== 'map'
    ? text(item, '')
    : `${text(get(item, 'host_ip'), '0.0.0.0')}:${text(get(item, 'published'), '<nil>')}:${text(get(item, 'target'), '')}/${text(get(item, 'protocol'), 'tcp')}`

/** By path, whichever way it is written (envFileIndexer). */
const byPath: Indexer = (item) => (item.kind === 'map' ? text(get(item, 'path'), '') : text(item, ''))

/** By path; a list that is not here may repeat itself. */
const INDEXERS: readonly (readonly [pattern: string, indexer: Indexer])[] = [
  ['networks.*.labels', byName],
  ['services.*.networks.*.aliases', byName],
  ['services.*.networks.*.link_local_ips', byName],
  ['services.*.deploy.labels', byName],
  ['services.*.env_file', byPath],
  ['services.*.expose', byText],
  ['services.*.ports', byPort],
  ...[
    'annotations',
    'dns',
    'dns_opt',
    'dns_search',
    'environment',
    'labels',
    'links',
    'profiles',
    'sysctls',
    'tmpfs',
  ].map((key) => [`services.*.${key}`, byName] as const),
]

/** The whole tree. The last of equal items wins, in the place of the first. O(tree). */
export function unique(node: Node, path: Path = []): Node {
  if (node.kind === 'map')
    return map(
      new Map(
        [...node.entries].map(([key, entry]) => [
          key,
          { ...entry, value: unique(entry.value, [...path, key]) },
        ]),
      ),
      node.place,
    )
  const indexer = INDEXERS.find(([pattern]) => matches(pattern, path))?.[1]
  if (node.kind !== 'list' || indexer === undefined) return node
  const known = new Map<string, Node>()
  for (const item of node.items) known.set(indexer(item), item)
  return list([...known.values()], node.place)
}
