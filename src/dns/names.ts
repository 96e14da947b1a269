/**
 * The names that a network knows, and the indexes that answer from them.
 *
 * Docker keeps the same three tables for each network (moby v28.5.2 libnetwork/network.go, svcRecords: svcMap,
 * svcIPv6Map, ipMap). Not modelled: names learnt from replies of outside servers.
 */
import type { Ip } from '../addr/ip.js'

/**
 * Where a name comes from; all kinds answer alike, so this is for explanations only. `service` and `tasks` are swarm's
 * `web` and `tasks.web`, whose addresses are the virtual one, and those of all tasks.
 */
export type NameKind = 'container' | 'alias' | 'short-id' | 'hostname' | 'service' | 'tasks'

/**
 * One name of one endpoint. Several endpoints may have one name (an alias of both): all of their addresses answer.
 * `endpoint` identifies it to the reader of an explanation.
 */
export interface NameRecord {
  readonly name: string
  readonly kind: NameKind
  readonly endpoint: string
  readonly addresses: readonly Ip[]
}

/**
 * Records by lower-cased name, those of one name in publication order (network.go addSvcRecords). A network of the
 * routing mesh (ingress) publishes no names at all.
 */
export type NameIndex = ReadonlyMap<string, readonly NameRecord[]>

/**
 * The name that a PTR question is answered with, without the network, by address. Docker answers with the first name
 * that was published for an address, which for a container is its own name.
 */
export type ReverseIndex = ReadonlyMap<Ip, string>

/**
 * A link of the asking endpoint (`--link db:store`): whoever asks for `alias` gets what `target` is on the same
 * network. Nobody else on the network knows the alias.
 */
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

/** How a name is looked up: Docker lower-cases both the key (addSvcRecords) and the question (Network.ResolveName). */
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
