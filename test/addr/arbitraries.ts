/** Random addresses and subnets for the laws of addr and ipam: the ones that are shipped, by shorter names. */
import { mustParseCidr } from '../../src/addr/cidr.js'
import { ip, ipv4, ipv6, subnet } from '../../src/testing/properties/addresses.js'

export const anyV4 = ipv4()
export const anyV6 = ipv6()
export const anyIp = ip()
export const anyV4Cidr = subnet({ family: 4 })
export const anyV6Cidr = subnet({ family: 6 })
export const anyCidr = subnet()

/** Small universes, so that things meet. */
export const closeCidr = subnet({ within: mustParseCidr('10.0.0.0/24') })
export const closeV6Cidr = subnet({ within: mustParseCidr('fd00::/120') })
