/**
 * Which of several addresses a program connects to first: glibc's sorting of getaddrinfo's results.
 *
 * Docker has no hand in it, but it decides what `ping web` does on a dual-stack network. Rules 1, 2, 5, 6, 8, 9 and 10
 * of RFC 3484 section 6 with glibc's built-in tables (sysdeps/posix/getaddrinfo.c). Not modelled: rules on deprecated,
 * home and tunnelled addresses, and /etc/gai.conf.
 */
import { contains, parseCidr, type Cidr } from '../addr/cidr.js'
import { familyOf, ipToBigInt, isLinkLocal, isLoopback, type Ip } from '../addr/ip.js'

/** The source address that the sandbox would use towards a destination, or undefined when it has no route there. */
export type SourceFor = (destination: Ip) => Ip | undefined

/** A row of the policy table: `label` says which source fits which destination, the higher `precedence` goes first. */
interface Policy {
  readonly block: Cidr
  readonly label: number
  readonly precedence: number
}

// Most specific first. glibc still has RFC 3484's table, in which unique local addresses (fc00::/7) go before IPv4;
// RFC 6724 would put them behind.
const policies: readonly Policy[] = [
  policy('::1/128', 0, 50),
  policy('::/96', 3, 20),
  policy('2001::/32', 7, 40),
  policy('2002::/16', 2, 30),
  policy('fec0::/10', 5, 40),
  policy('fc00::/7', 6, 40),
  policy('::/0', 1, 40),
]
/**
 * IPv4 counts as ::ffff:0:0/96, which stands last but for IPv4-compatible addresses: IPv6 is preferred where it has a
 * source.
 */
const policy4 = { label: 4, precedence: 10 }

function policy(text: string, label: number, precedence: number): Policy {
  const block = parseCidr(text)
  if (block === undefined) throw new RangeError(`not a subnet: ${text}`)
  return { block, label, precedence }
}

/** The destinations, best first; equals keep their order. O(n log n), with one route look-up for each destination. */
export function orderDestinations(destinations: readonly Ip[], sourceFor: SourceFor): readonly Ip[] {
  const candidates = destinations.map((destination) => ({ destination, source: sourceFor(destination) }))
  return candidates.sort(compare).map(({ destination }) => destination)
}

/** A destination and what it would be reached from; `source` undefined: there is no route, so it goes last (rule 1). */
interface Candidate {
  readonly destination: Ip
  readonly source: Ip | undefined
}

/** Negative when `a` goes first. Each term is one rule; the first that differs decides. */
function compare(a: Candidate, b: Candidate): number {
  return (
    Number(a.source === undefined) - Number(b.source === undefined) ||
    Number(!sameScope(a)) - Number(!sameScope(b)) ||
    Number(!sameLabel(a)) - Number(!sameLabel(b)) ||
    policyOf(b.destination).precedence - policyOf(a.destination).precedence ||
    scopeOf(a.destination) - scopeOf(b.destination) ||
    commonBits(b) - commonBits(a)
  )
}

/** Rule 2: a link-local source is of no use towards a global address. */
const sameScope = ({ destination, source }: Candidate): boolean =>
  source !== undefined && scopeOf(source) === scopeOf(destination)

/** Rule 5: do not mix kinds of addresses, such as a unique local source and a global destination. */
const sameLabel = ({ destination, source }: Candidate): boolean =>
  source !== undefined && policyOf(source).label === policyOf(destination).label

const policyOf = (ip: Ip): Omit<Policy, 'block'> =>
  familyOf(ip) === 4 ? policy4 : (policies.find(({ block }) => contains(block, ip)) ?? policy4)

// Link-local (2) and global (14); private IPv4 addresses count as global.
const scopeOf = (ip: Ip): number => (isLoopback(ip) || isLinkLocal(ip) ? 2 : 14)

// Rule 9 compares destinations of one family, and rule 6 has already told the families apart. For IPv4 glibc counts
// common bits only inside the source's own subnet; leaving IPv4 out keeps the order of the answer, as elsewhere.
function commonBits({ destination, source }: Candidate): number {
  if (source === undefined || familyOf(destination) === 4 || familyOf(source) === 4) return 0
  const difference = ipToBigInt(destination) ^ ipToBigInt(source)
  return 128 - (difference === 0n ? 0 : difference.toString(2).length)
}
