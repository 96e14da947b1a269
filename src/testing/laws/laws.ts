/** The laws that are shipped, in the order in which they are checked. */
import { addressesAreGivenOnce } from './addresses.js'
import { gatewaysAreOfTheFirst } from './gateways.js'
import type { Law } from './law.js'
import { namesStayOnTheirNetworks } from './names.js'
import { firstNetworkAnswers } from './order.js'
import { internalStaysInside, neighboursOnly } from './oracle.js'
import { portsAnswer } from './ports.js'
import { situationOf, type Subject } from '../subject.js'

/** The laws of a Docker engine that are shipped. One of your own is an object like these. */
export const laws: readonly Law[] = [
  addressesAreGivenOnce,
  neighboursOnly,
  internalStaysInside,
  gatewaysAreOfTheFirst,
  portsAnswer,
  namesStayOnTheirNetworks,
  firstNetworkAnswers,
]

/** Everything in which a world breaks the laws: `law: what is wrong`. */
export const lawProblems = (subject: Subject, held: readonly Law[] = laws): readonly string[] => {
  const situation = situationOf(subject)
  return held.flatMap(({ name, problems }) => problems(situation).map((problem) => `${name}: ${problem}`))
}
