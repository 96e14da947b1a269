/**
 * The names that a network knows, and the indexes that answer from them.
 *
 * Docker keeps the same three tables for each network (moby v28.5.2 libnetwork/network.go, svcRecords: svcMap,
 * svcIPv6Map, ipMap). Not modelled: names learnt from replies of outside servers.
 */
import type { Ip } from '../addr/ip.js'

/** Where a name comes from. `service` and `tasks` are swarm's `web` and `tasks.web`. */
export type NameKind = 'container' | 'alias' | 'short-id' | 'hostname' | 'service' | 'tasks'

/** One name of one endpoint. `endpoint` identifies it to the reader of an explanation. */
export interface NameRecord {
  readonly name: string
  readonly kind: NameKind
  readonly endpoint: string
  readonly addresses: readonly Ip[]
}

/** Records by lower-cased name, those of one name in publication order. */
export type NameIndex = ReadonlyMap<string, readonly NameRecord[]>

/** The name that a PTR question is answered with, without the network, by address. */
export type ReverseIndex = ReadonlyMap<Ip, string>

/** A link of the asking endpoint: whoever asks for `alias` gets what `target` is on the same network. */
export interface LinkAlias {
  readonly alias: string
  readonly target: string
}

/** One network as the asking sandbox sees it. The indexes belong to the network, the links to the asker's endpoint. */
export interface NetworkNames {
  readonly network: string
  readonly records: NameIndex
  readonly reverse: ReverseIndex
  readonly linkAliases: readonly LinkAlias[]
}

/** How a name is looked up: Docker lower-cases both the key and the question. */
export const nameKey = (name: string): string => name.toLowerCase()

/** Index a network's records, given in publication order. Linear in the records; keep the index with the network. */
export function indexNames(records: Iterable<NameRecord>): NameIndex {
  const index = new Map<string, NameRecord[]>()
  for (const record of records) {
    const key = nameKey(record.name)
    const known = index.get(key)
    if (known === undefined) index.set(key, [record])
    else known.push(record)
  }
  return index
}

/** Index the answers to PTR questions; of two names for an address the earlier one stays. */
export function indexReverse(names: Iterable<readonly [Ip, string]>): ReverseIndex {
  const index = new Map<Ip, string>()
  for (const [address, name] of names) if (!index.has(address)) index.set(address, name)
  return index
}
