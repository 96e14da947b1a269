/**
 * No address is given twice on a network, none is its gateway's, and each is from a pool of it. What IPAM is there for,
 * asked of the endpoints rather than of IPAM's own books. O(endpoints squared a network).
 */
import { addressOf, contains } from '../../addr/cidr.js'
import { endpointsOn, networksOn } from '../../cnm/lookup.js'
import { enginesIn } from '../verdict/party.js'
import type { Law } from './law.js'

/** Holds of every engine, whatever its drivers. Networks without pools have endpoints without addresses. */
export const addressesAreGivenOnce: Law = {
  name: 'every address is given once',
  problems: (situation) => {
    const { cnm } = situation.world
    const networks = enginesIn(situation).flatMap(({ id }) => networksOn(cnm, id))
    return networks.flatMap((network) => {
      const pools = [...network.pools4, ...network.pools6]
      const taken = endpointsOn(cnm, network.id).flatMap(({ name, address4, address6 }) =>
        [address4, address6].flatMap((p) => (p === null ? [] : [{ name, address: addressOf(p) }])),
      )
      const twice = taken.flatMap(({ name, address }, i) => {
        const other = taken.slice(0, i).find((t) => t.address === address)
        return other ? [`${other.name} and ${name} both have ${address} on network ${network.name}`] : []
      })
      const gateways = taken
        .filter(({ address }) => pools.some(({ gateway }) => gateway === address))
        .map(({ name, address }) => `${name} has ${address}, the gateway of network ${network.name}`)
      const stray = taken
        .filter(({ address }) => !pools.some(({ subnet }) => contains(subnet, address)))
        .map(({ name, address }) => `${name} has ${address}, which is outside of network ${network.name}`)
      return [...twice, ...gateways, ...stray]
    })
  },
}
