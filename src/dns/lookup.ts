/**
 * Finding a name among the networks of a sandbox: which spelling, which network, which records.
 *
 * Source: moby v28.5.2 libnetwork/sandbox.go, ResolveName and resolveName, and network.go, ResolveName. Not modelled:
 * the shuffling of addresses (resolver.go shuffleAddr); they come in publication order.
 */
import { familyOf, type Family, type Ip } from '../addr/ip.js'
import { nameKey, type NameRecord, type NetworkNames } from './names.js'
import { withoutTrailingDot } from './query.js'
import type { ResolutionStep } from './step.js'

type Note = (step: ResolutionStep) => void

/**
 * A way to read a name: `name`, on the network called `network`, or on any when that is empty. Dots are legal both in
 * names of containers and in names of networks, so a name with dots has several readings.
 */
interface Candidate {
  readonly name: string
  readonly network: string
}

/** `a.b.c` may be a name, `a.b` on network `c`, or `a` on network `b.c`; tried in this order. */
export function candidatesOf(name: string): readonly Candidate[] {
  const bare = withoutTrailingDot(name)
  const candidates: Candidate[] = [{ name: bare, network: '' }]
  for (let dot = bare.lastIndexOf('.'); dot >= 0; dot = dot === 0 ? -1 : bare.lastIndexOf('.', dot - 1))
    candidates.push({ name: bare.slice(0, dot), network: bare.slice(dot + 1) })
  return candidates
}

/**
 * The addresses that a name has on the first network that knows it, or undefined when no network does. An empty list
 * says that the name is known there in the other family only: then the answer is empty too, and nobody outside is asked
 * (or an IPv4 container would get the IPv6 address of some stranger's). What later networks know is never added.
 *
 * One map access for each reading of the name and each network.
 */
export function lookUp(
  networks: readonly NetworkNames[],
  name: string,
  family: Family,
  note: Note,
): readonly Ip[] | undefined {
  for (const candidate of candidatesOf(name)) {
    // Network names are compared exactly, unlike the names on them.
    const asked =
      candidate.network === '' ? networks : networks.filter((n) => n.network === candidate.network)
    const found =
      followLinks(asked, candidate.name, family, note) ?? askRecords(asked, candidate.name, family, note)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * First pass: the links of the asker's own endpoints, compared as they were typed. A link whose target is gone is no
 * answer: the search goes on.
 */
function followLinks(asked: readonly NetworkNames[], alias: string, family: Family, note: Note) {
  for (const network of asked) {
    const target = linkTarget(network, alias)
    if (target === undefined) continue
    note({ step: 'link-followed', network: network.network, alias, target })
    const found = askNetwork(network, target, family, note)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Second pass: the records of the networks, in the order of the asker's endpoints. A network on which the name is a
 * link's alias is passed over, as its answer was the first pass's.
 */
function askRecords(asked: readonly NetworkNames[], name: string, family: Family, note: Note) {
  for (const [position, network] of asked.entries()) {
    if (linkTarget(network, name) !== undefined) {
      note({ step: 'link-hides', network: network.network, name })
      continue
    }
    const found = askNetwork(network, name, family, note)
    if (found === undefined) continue
    noteShadowed(asked.slice(position + 1), name, note)
    return found
  }
  return undefined
}

/** One network's answer (Network.ResolveName): undefined where neither family has the name. */
function askNetwork({ network, records }: NetworkNames, name: string, family: Family, note: Note) {
  const known = knownRecords(records.get(nameKey(name)))
  const all = known.flatMap((record) => record.addresses)
  const found = all.filter((address) => familyOf(address) === family)
  if (all.length === 0) {
    note({ step: 'network-asked', network, name, found: 'nothing' })
    return undefined
  }
  note({ step: 'network-asked', network, name, found: found.length > 0 ? 'addresses' : 'other-family' })
  note({ step: 'matched', network, name, family, records: known })
  // one address may be there for two names' sake for a moment, as when a task is replaced; it answers once
  return [...new Set(found)]
}

/** For the explanation only: who would have answered, had the first network not known the name. */
function noteShadowed(later: readonly NetworkNames[], name: string, note: Note): void {
  for (const { network, records } of later) {
    const known = knownRecords(records.get(nameKey(name)))
    if (known.length > 0) note({ step: 'shadowed', network, name, records: known })
  }
}

// Docker enters a name once for each address, so a record without addresses does not exist for it.
const knownRecords = (records: readonly NameRecord[] | undefined): readonly NameRecord[] =>
  records?.filter((record) => record.addresses.length > 0) ?? []

// Docker keeps a map from alias to target, filled in order: of two links with one alias the last counts.
const linkTarget = ({ linkAliases }: NetworkNames, alias: string): string | undefined =>
  linkAliases.findLast((link) => link.alias === alias)?.target
