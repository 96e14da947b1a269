/** What `up` and `down` print, all of it on stderr. A real client prints these lines as they happen, in any order. */
import { messageOf } from '../errors.js'
import { placeText } from '../place.js'
import type { Outcome } from '../up/steps.js'
import type { Outcome as Printed } from '../../shell/docker/outcome.js'

/** A refusal names what was refused, why, and where in the file it is asked for. */
export function printOutcome({ state, done, warnings, problem }: Outcome): Printed {
  const told = [
    ...warnings.map((text) => `time="" level=warning msg=${JSON.stringify(text)}`),
    // two spaces, as in a terminal that shows no progress
    ...done.map(({ what, how }) => ` ${what}  ${how}`),
    ...(problem === null ? [] : [`${placeText(problem.place)}: ${messageOf(problem)}`]),
  ]
  return {
    state,
    exit: problem === null ? 0 : 1,
    stdout: '',
    stderr: told.map((line) => `${line}\n`).join(''),
  }
}
