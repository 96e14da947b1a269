/** What is wrong with the subnets, ranges and addresses of a new network (moby v28.5.2 api/types/network/ipam.go ValidateIPAM). */
import { contains, lengthOf, networkOf, overlaps, parsePrefix } from '../addr/cidr.js'
import type { IpPrefix } from '../addr/cidr.js'
import { familyOf, parseIp } from '../addr/ip.js'
import type { IpamText } from './networkCreateSpec.js'

/**
 * One line a problem, in the daemon's order; [] when all is well. IPv6 entries count only where IPv6 is on. That
 * subnets overlap, each other or those of other networks, is not asked here: the allocator refuses it.
 */
export const ipamProblems = (configs: readonly IpamText[], ipv6: boolean): readonly string[] =>
  configs.flatMap(({ subnet, range, gateway, auxiliary }) => {
    const parsed = parsePrefix(subnet)
    // nothing else can be said of this entry
    if (parsed === undefined) return [`invalid subnet ${subnet}: invalid CIDR block notation`]
    // skipped, not refused, and later not allocated either
    if (familyOf(parsed) === 6 && !ipv6) return []
    const whole = networkOf(parsed)
    const wrongGateway = addressProblem(gateway, parsed)
    return [
      ...(sameText(parsed, whole) ? [] : [`invalid subnet ${parsed}: it should be ${whole}`]),
      ...rangeProblems(range, parsed),
      ...(wrongGateway === null ? [] : [`invalid gateway ${gateway}: ${wrongGateway}`]),
      ...auxiliary.flatMap(([name, address]) => {
        const wrong = addressProblem(address, parsed)
        return wrong === null ? [] : [`invalid auxiliary address ${name}: ${wrong}`]
      }),
    ]
  })

/** Of two branded texts, which TypeScript would not compare with === otherwise. */
const sameText = (a: string, b: string): boolean => a === b

/** The text for an address of the other family. */
const block = (prefix: IpPrefix): string =>
  `parent subnet is an ${familyOf(prefix) === 4 ? 'IPv4' : 'IPv6'} block`

/** validateIPRange: up to three problems of one --ip-range. */
function rangeProblems(range: string, subnet: IpPrefix): readonly string[] {
  if (range === '') return []
  const parsed = parsePrefix(range)
  if (parsed === undefined) return [`invalid ip-range ${range}: invalid CIDR block notation`]
  if (familyOf(parsed) !== familyOf(subnet)) return [`invalid ip-range ${range}: ${block(subnet)}`]
  const whole = networkOf(parsed)
  return [
    ...(lengthOf(parsed) < lengthOf(subnet)
      ? [`invalid ip-range ${range}: CIDR block is bigger than its parent subnet ${subnet}`]
      : []),
    ...(sameText(parsed, whole) ? [] : [`invalid ip-range ${parsed}: it should be ${whole}`]),
    ...(overlaps(networkOf(subnet), whole)
      ? []
      : [`invalid ip-range ${range}: parent subnet ${subnet} doesn't contain ip-range`]),
  ]
}

/** validateAddress: what is wrong with a gateway or an auxiliary address; null: nothing. `''`: it was not given. */
function addressProblem(address: string, subnet: IpPrefix): string | null {
  if (address === '') return null
  const parsed = parseIp(address)
  if (parsed === undefined) return 'invalid address'
  if (familyOf(parsed) !== familyOf(subnet)) return block(subnet)
  return contains(networkOf(subnet), parsed) ? null : `parent subnet ${subnet} doesn't contain this address`
}
