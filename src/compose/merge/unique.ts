/**
 * Lists whose items are known by a key: what comes again takes the place of the first (compose-go v2.9.1 override/uncity.go).
 * Not done for what does not concern networking: mounts and devices.
 */
import { get, list, map, textOf, type Node } from '../yaml/node.js'
import { matches, type Path } from './pattern.js'

type Indexer = (item: Node) => string

const text = (node: Node | undefined, otherwise: string): string =>
  node?.kind === 'scalar' ? textOf(node.value) : otherwise

/** The name before the `=`. */
const byName: Indexer = (item) => text(item, '').split('=')[0] ?? ''
const byText: Indexer = (item) => text(item, '')

/** A short form is known by its text, a long one by all that it says (uncity.go portIndexer). */
const byPort: Indexer = (item) =>
  item.kind !== 'map'
    ? text(item, '')
    : `${text(get(item, 'host_ip'), '0.0.0.0')}:${text(get(item, 'published'), '<nil>')}:${text(get(item, 'target'), '')}/${text(get(item, 'protocol'), 'tcp')}`

const byPath: Indexer = (item) => (item.kind === 'map' ? text(get(item, 'path'), '') : text(item, ''))

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
