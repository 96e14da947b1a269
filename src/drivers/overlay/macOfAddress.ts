/** The MAC address that an overlay's endpoint gets: 02:42 and its IPv4 address (moby v28.5.2 libnetwork/netutils GenerateMACFromIP). */
import { addressOf } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { familyOf, ipToNumber } from '../../addr/ip.js'
import { macFromBytes } from '../../addr/mac.js'
import type { Mac } from '../../addr/mac.js'

/**
 * `10.0.0.3` gives `02:42:0a:00:00:03`; null without an IPv4 address. 02: locally administered, 42: Docker's own habit.
 */
export function macOfAddress(address: IpPrefix | null): Mac | null {
  if (address === null || familyOf(address) === 6) return null
  const number = ipToNumber(addressOf(address))
  return macFromBytes([0x02, 0x42, ...[24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff)])
}
