// Small views for the tests of names: networks from a line of text each, and the recorded outside server.
import { mustParseIp } from '../../src/addr/ip.js'
import type { AskUpstream, ForwardingView } from '../../src/dns/forwarding.js'
import {
  indexNames,
  indexReverse,
  type LinkAlias,
  type NameRecord,
  type NetworkNames,
} from '../../src/dns/names.js'
import type { RecordType } from '../../src/dns/query.js'
import { resolveEmbedded, type ResolverView } from '../../src/dns/resolver.js'
import { answerZone, labZone } from '../../src/dns/zone.js'

/** A container's own name. */
export const named = (name: string, ...addresses: string[]): NameRecord => ({
  name,
  kind: 'container',
  endpoint: name,
  addresses: addresses.map(mustParseIp),
})

/** Another name of a container. */
export const alias = (name: string, of: NameRecord): NameRecord => ({ ...of, name, kind: 'alias' })

export const network = (
  name: string,
  records: readonly NameRecord[],
  linkAliases: readonly LinkAlias[] = [],
): NetworkNames => ({
  network: name,
  records: indexNames(records),
  reverse: indexReverse(
    records
      .filter(({ kind }) => kind === 'container')
      .flatMap((record) => record.addresses.map((address) => [address, record.name] as const)),
  ),
  linkAliases,
})

/** The lab's default: the host's server at 192.0.2.1, asked from the host. */
export const outside: ForwardingView = {
  upstreams: [{ address: mustParseIp('192.0.2.1'), from: 'host' }],
  proxyDns: true,
  ndotsSet: false,
}
export const internalOnly: ForwardingView = { ...outside, proxyDns: false }

/** The lab's machines: a server at 192.0.2.1, nothing listening at 192.0.2.50, nobody at 192.0.2.99. */
export const askLab: AskUpstream = (server, query) => {
  if (server.address === '192.0.2.1') return answerZone(labZone, query)
  return { rcode: server.address === '192.0.2.50' ? 'UNREACHABLE' : 'TIMEOUT', answers: [] }
}

/** What a question is answered with, as `RCODE data data...`. */
export function ask(view: ResolverView, name: string, type: RecordType = 'A'): string {
  const { rcode, answers } = resolveEmbedded(view, { name, type }, askLab)
  return [rcode, ...answers.map(({ data }) => data)].join(' ')
}

/** The view of a sandbox with these networks. */
export const on = (...networks: NetworkNames[]): ResolverView => ({ networks, forwarding: outside })
