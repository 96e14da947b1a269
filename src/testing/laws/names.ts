/**
 * The embedded resolver tells names of the asker's own networks, and of no others. O(containers x names) look-ups. Not
 * covered: names in hosts files, links, names that the outside knows, too.
 */
import { endpointsOn, joinedBy, networksOn, sandboxesOn } from '../../cnm/lookup.js'
import type { Endpoint } from '../../cnm/world.js'
import { nameKey } from '../../dns/names.js'
import { addressesOf } from '../../reach/networkIndex.js'
import { resolve } from '../../reach/resolve.js'
import { enginesIn } from '../verdict/party.js'
import type { Law } from './law.js'

/**
 * Both halves: nobody finds what is on none of his networks, and everybody finds what is. Whoever shares the host's
 * network has no embedded resolver, and is not asked.
 */
export const namesStayOnTheirNetworks: Law = {
  name: 'a name is known on its own networks only',
  problems: (situation) => {
    const { cnm } = situation.world
    return enginesIn(situation).flatMap(({ id }) => {
      const endpoints = networksOn(cnm, id)
        .flatMap((network) => endpointsOn(cnm, network.id))
        .filter(({ sandbox }) => sandbox !== null)
      // a short id goes the way of the name that it stands beside
      const told = endpoints.flatMap((e) => e.names.filter(({ kind }) => kind !== 'short-id'))
      const names = new Set(told.map(({ name }) => nameKey(name)))
      return sandboxesOn(cnm, id)
        .filter(({ useHost }) => !useHost)
        .flatMap((sandbox) => {
          const own = joinedBy(cnm, sandbox)
          const near = endpoints.filter((e) => own.some(({ network }) => network === e.network))
          const asking = new Set(own.filter(({ resolution }) => resolution).map(({ network }) => network))
          return [...names].flatMap((name) => {
            const found = resolve(situation.env, cnm, sandbox.id, name).addresses
            const bearers = near.filter((e) => bears(e, name))
            const known = bearers.flatMap(addressesOf)
            const foreign = found.filter((a) => !known.includes(a) && !own.flatMap(addressesOf).includes(a))
            const missed = found.length === 0 && bearers.some(({ network }) => asking.has(network))
            return [
              ...foreign.map(
                (a) => `${sandbox.label} finds ${a} for ${name}, which is on none of its networks`,
              ),
              ...(missed ? [`${sandbox.label} does not find ${name}, which is on one of its networks`] : []),
            ]
          })
        })
    })
  },
}

/** Does the endpoint have that name, however it is spelled? */
const bears = ({ names }: Endpoint, wanted: string): boolean =>
  names.some(({ name }) => nameKey(name) === wanted)
