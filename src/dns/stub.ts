/**
 * What the libc in a container does with a name: literal address, /etc/hosts, then the servers of /etc/resolv.conf.
 *
 * It follows glibc (resolv/res_query.c, resolv/res_send.c, nss/nss_files), which the recorded busybox is linked with.
 * Not modelled: nsswitch.conf, the second attempt (it would say the same), `rotate`, addresses such as 10.1 that
 * inet_aton takes, and the ways of musl, which asks all servers at once.
 */
import { parseInetAton } from '../addr/inetAton.js'
import { familyOf, parseIp, type Family, type Ip } from '../addr/ip.js'
import { orderDestinations, type SourceFor } from './destinationOrder.js'
import type { SlowReply } from './forwarding.js'
import { hostsLineFor, type HostsLine } from './hostsFile.js'
import { addressType, fitsMessage, type Query, type Rcode } from './query.js'
import type { ResolvConf } from './resolvConf.js'
import { asSeenWithin } from './resolver.js'
import { optionNumber, searchAttempts } from './searchList.js'
import type { ResolutionStep } from './step.js'

/**
 * What a program in a sandbox goes by: two files and the routes. Nothing of it is Docker's but what Docker wrote there.
 */
export interface StubView {
  readonly hosts: readonly HostsLine[]
  readonly resolv: Pick<ResolvConf, 'nameservers' | 'search' | 'options'>
  /** Decides which of several addresses comes first. */
  readonly sourceFor: SourceFor
}

/** A server's reply; `why` where the server can say. */
export interface ServerReply extends SlowReply {
  readonly why?: readonly ResolutionStep[]
}

/**
 * How the caller reaches a nameserver of the sandbox's resolv.conf: 127.0.0.11 is the embedded resolver, anything else
 * a packet to the network.
 */
export type AskServer = (server: Ip, query: Query) => ServerReply

/**
 * One step of a lookup:
 *
 * - `literal`: the name is an address
 * - `hosts-line`: this line of /etc/hosts has the name
 * - `unsendable`: no DNS message can carry the name
 * - `no-nameserver`: resolv.conf names no server, and nobody listens at the libc's default, 127.0.0.1
 * - `server-asked`: a nameserver was asked; `why` is its own account
 */
export type StubStep =
  | { readonly step: 'literal'; readonly address: Ip }
  | { readonly step: 'hosts-line'; readonly line: HostsLine }
  | { readonly step: 'unsendable'; readonly name: string }
  | { readonly step: 'no-nameserver' }
  | {
      readonly step: 'server-asked'
      readonly server: Ip
      readonly query: Query
      readonly rcode: Rcode
      readonly addresses: readonly Ip[]
      readonly why: readonly ResolutionStep[]
    }

/** The address that a program would use, all of them in its order of preference, and how they were found. */
export interface StubAnswer {
  readonly address: Ip | undefined
  readonly addresses: readonly Ip[]
  readonly why: readonly StubStep[]
}

type Note = (step: StubStep) => void

/** glibc reads no more nameservers than this (MAXNS). */
const maxNameservers = 3

/**
 * Find the addresses of a name as getaddrinfo does, for one family or for either (AF_UNSPEC). Never throws; no address
 * and a reason is an answer. Costs one look through /etc/hosts, and at most search names x families x 3 questions.
 */
export function resolveStub(view: StubView, name: string, want: Family | 'any', ask: AskServer): StubAnswer {
  const why: StubStep[] = []
  const addresses = lookUpAll(view, name, want, ask, (step) => void why.push(step))
  const ordered = addresses.length > 1 ? orderDestinations(addresses, view.sourceFor) : addresses
  return { address: ordered[0], addresses: ordered, why }
}

/**
 * The three sources in their order. Each of the first two settles the matter where it knows the name: no server is
 * asked.
 */
function lookUpAll(
  view: StubView,
  name: string,
  want: Family | 'any',
  ask: AskServer,
  note: Note,
): readonly Ip[] {
  const literal = parseIp(name) ?? parseInetAton(name)
  if (literal !== undefined) {
    note({ step: 'literal', address: literal })
    return want === 'any' || familyOf(literal) === want ? [literal] : []
  }
  const line = hostsLineFor(view.hosts, name, want)
  if (line !== undefined) {
    note({ step: 'hosts-line', line })
    return [line.address]
  }
  return askServers(view, name, want, ask, note)
}

/** Try the name as it stands and with the search domains, until one of these names has addresses. */
function askServers(
  { resolv }: StubView,
  name: string,
  want: Family | 'any',
  ask: AskServer,
  note: Note,
): readonly Ip[] {
  if (resolv.nameservers.length === 0) note({ step: 'no-nameserver' })
  const families: readonly Family[] = want === 'any' ? [4, 6] : [want]
  let searchEnded = false
  for (const attempt of searchAttempts(resolv, name)) {
    if (attempt.searching && searchEnded) continue
    if (!fitsMessage(attempt.name)) {
      note({ step: 'unsendable', name: attempt.name })
      continue
    }
    const replies = families.map((family) =>
      askInTurn(resolv, { name: attempt.name, type: addressType(family) }, ask, note),
    )
    const addresses = replies.flatMap((reply) => reply.addresses)
    if (addresses.length > 0) return addresses
    if (attempt.searching) searchEnded = replies.every(({ rcode }) => endsSearch(rcode))
  }
  return []
}

// "No such name" and SERVFAIL let the next search domain have its try; a refusal or silence does not.
const endsSearch = (rcode: Rcode): boolean => rcode === 'REFUSED' || rcode === 'TIMEOUT'

/** What one nameserver is understood to have said. */
interface Heard {
  readonly rcode: Rcode
  readonly addresses: readonly Ip[]
}

/** Ask one nameserver after the other until one of them gives an answer, be it that there is no such name. */
function askInTurn(resolv: StubView['resolv'], query: Query, ask: AskServer, note: Note): Heard {
  // seconds; glibc's `timeout` is 5 where the file does not say, and at most 30 (RES_TIMEOUT, RES_MAXRETRANS)
  const patience = Math.max(1, optionNumber(resolv.options, 'timeout', 5, 30))
  let last: Heard = { rcode: 'TIMEOUT', addresses: [] }
  for (const server of resolv.nameservers.slice(0, maxNameservers)) {
    const reply = ask(server, query)
    const { rcode, answers } = asSeenWithin(reply, patience)
    const addresses = answers.flatMap(({ type, data }) => (type === query.type ? (parseIp(data) ?? []) : []))
    note({ step: 'server-asked', server, query, rcode, addresses, why: reply.why ?? [] })
    last = { rcode, addresses }
    if (rcode === 'NOERROR' || rcode === 'NXDOMAIN') return last
  }
  return last
}
