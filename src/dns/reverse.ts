/** Names of PTR questions and the addresses they stand for (RFC 1035 3.5, RFC 3596 2.5). */
import { familyOf, ipToBigInt, parseIp, type Ip } from '../addr/ip.js'
import { withoutTrailingDot } from './query.js'

// Docker cuts these off case-sensitively (moby v28.5.2 libnetwork/resolver.go, handlePTRQuery): a question for
// ...IN-ADDR.ARPA is not its own business, and goes to the upstream servers.
const suffix4 = '.in-addr.arpa'
const suffix6 = '.ip6.arpa'

/** 32 hexadecimal digits, one a label, the last digit first. */
const nibbles = /^[0-9a-f](?:\.[0-9a-f]){31}$/

/** The address that a reverse name asks about, or undefined when it is not a whole reverse name in lower case. */
export function addressInReverseName(name: string): Ip | undefined {
  const bare = withoutTrailingDot(name)
  if (bare.endsWith(suffix4)) return parseIp(backwards(bare.slice(0, -suffix4.length), '.'))
  if (!bare.endsWith(suffix6)) return undefined
  const digits = bare.slice(0, -suffix6.length)
  if (!nibbles.test(digits)) return undefined
  return parseIp(backwards(digits, '').replace(/(.{4})(?=.)/g, '$1:'))
}

/** The name that a PTR question for the address carries, without the trailing dot. */
export function reverseName(ip: Ip): string {
  if (familyOf(ip) === 4) return backwards(ip, '.') + suffix4
  const digits = ipToBigInt(ip).toString(16).padStart(32, '0')
  return Array.from(digits).reverse().join('.') + suffix6
}

/** PTR names read from the host up to the root, addresses the other way round. */
const backwards = (dotted: string, glue: string): string => dotted.split('.').reverse().join(glue)
