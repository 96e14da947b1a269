/** Who leaves by which network: the default routes of sandboxes, compared with the second opinion. O(containers). */
import { dataPlane } from '../../cnm/dataPlane.js'
import { sandboxesOn } from '../../cnm/lookup.js'
import type { Family } from '../../addr/ip.js'
import type { Network } from '../../cnm/world.js'
import { enginesIn } from '../verdict/party.js'
import type { Law } from './law.js'
import { isJudged, wayOut } from './opinion.js'

const EVERYWHERE = { 4: '0.0.0.0/0', 6: '::/0' } as const
const FAMILIES: readonly Family[] = [4, 6]

/**
 * The default route of every judged sandbox, in both families, against what `opinion.ts` says without asking the model:
 * priority, internal, families, name. A wrong order of endpoints shows here before any ping does.
 */
export const gatewaysAreOfTheFirst: Law = {
  name: 'the way out is the gateway of the network that comes first',
  problems: (situation) => {
    const { cnm } = situation.world
    const plane = dataPlane(situation.env, cnm)
    return enginesIn(situation)
      .flatMap(({ id }) => sandboxesOn(cnm, id))
      .filter((sandbox) => isJudged(cnm, sandbox))
      .flatMap((sandbox) =>
        FAMILIES.flatMap((family) => {
          const network = wayOut(cnm, sandbox, family)
          const wanted = network === null ? 'nothing' : gatewayOf(network, family)
          const routes = plane.namespace(sandbox.id)?.routes ?? []
          const found = routes.find(({ to }) => to === EVERYWHERE[family])
          const given = found === undefined ? 'nothing' : (found.via ?? 'no gateway')
          return given === wanted
            ? []
            : [`${sandbox.label} leaves by ${given} in IPv${family}, and should by ${wanted}`]
        }),
      )
  },
}

const gatewayOf = ({ pools4, pools6 }: Network, family: Family): string =>
  (family === 4 ? pools4 : pools6)[0]?.gateway ?? 'nothing'
