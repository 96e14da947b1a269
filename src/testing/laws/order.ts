/**
 * Of several networks the one that comes first answers for a name, where it knows it. O(containers x names) look-ups. Not
 * covered: links, members of a cluster, the short ids that hosts files have.
 */
import { endpointsOn, joinedBy, sandboxesOn } from '../../cnm/lookup.js'
import { nameKey } from '../../dns/names.js'
import { addressesOf } from '../../reach/networkIndex.js'
import { resolve } from '../../reach/resolve.js'
import { enginesIn } from '../verdict/party.js'
import type { Law } from './law.js'
import { isJudged, networksInOrder } from './opinion.js'

/**
 * What later networks know of a name is never added to the answer, and never in its place. Sandboxes on one network are
 * not asked: there is nothing to choose.
 */
export const firstNetworkAnswers: Law = {
  name: 'a name is answered by the first network that knows it',
  problems: ({ env, world }) => {
    const { cnm } = world
    return enginesIn({ env, world })
      .filter(({ agent }) => agent === null)
      .flatMap(({ id }) => sandboxesOn(cnm, id))
      .filter((sandbox) => isJudged(cnm, sandbox) && joinedBy(cnm, sandbox).length > 1)
      .flatMap((sandbox) => {
        const asked = joinedBy(cnm, sandbox).flatMap((e) => (e.resolution ? [e.network] : []))
        const networks = networksInOrder(cnm, sandbox).filter(({ id }) => asked.includes(id))
        const known = networks.map(({ id }) => endpointsOn(cnm, id).filter((e) => e.sandbox !== null))
        const names = new Set(
          known
            .flat()
            .flatMap((e) => e.names.flatMap((n) => (n.kind === 'short-id' ? [] : [nameKey(n.name)]))),
        )
        return [...names].flatMap((name) => {
          const bearers = known.map((all) => all.filter((e) => e.names.some((n) => nameKey(n.name) === name)))
          const at = bearers.findIndex((all) => all.length > 0)
          const expected = (bearers[at] ?? []).flatMap(addressesOf)
          const stray = resolve(env, cnm, sandbox.id, name).addresses.filter((a) => !expected.includes(a))
          return stray.map(
            (a) =>
              `${sandbox.label} finds ${a} for ${name}, which network ${networks[at]?.name ?? ''} knows otherwise`,
          )
        })
      })
  },
}
