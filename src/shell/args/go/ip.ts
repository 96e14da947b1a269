/** Go's net.ParseIP and net.ParseCIDR where they differ from src/addr: a v4-mapped IPv6 address is an IPv4 address. */
import { contains, parseCidr, type Cidr } from '../../../addr/cidr.js'
import { bigIntToIp, familyOf, ipToBigInt, parseIp, type Ip } from '../../../addr/ip.js'
import { err, ok, type Result } from '../../../addr/result.js'

/** net.ParseIP, the way net.IP prints it: '::ffff:1.2.3.4' gives '1.2.3.4'. */
export function goIp(text: string): Ip | undefined {
  const ip = parseIp(text)
  if (ip === undefined || familyOf(ip) === 4) return ip
  const value = ipToBigInt(ip)
  return value >> 32n === 0xffffn ? bigIntToIp(4, value & 0xffff_ffffn) : ip
}

export interface GoCidr {
  /** The address before the slash, host bits kept. */
  readonly ip: Ip
  /** The subnet, host bits zero. */
  readonly subnet: Cidr
}

/** net.ParseCIDR. */
export function goCidr(text: string): Result<GoCidr, string> {
  const subnet = parseCidr(text)
  const ip = goIp(text.slice(0, text.indexOf('/')))
  return subnet === undefined || ip === undefined ? err(`invalid CIDR address: ${text}`) : ok({ ip, subnet })
}

/** net.IPNet.Contains; an address that could not be parsed is in no subnet. */
export const inSubnet = (subnet: Cidr, ip: Ip | undefined): boolean =>
  ip !== undefined && contains(subnet, ip)
