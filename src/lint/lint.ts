/**
 * Forecasts: what will go wrong in a world, or when it grows, with the lines of the compose files that bring it about. What
 * the compose loader finds in one project is told with the rest.
 */
import type { ComposeError } from '../compose/errors.js'
import { messageOf } from '../compose/errors.js'
import { forecast, type Finding, type Severity } from './finding.js'
import type { Linted } from './linted.js'
import { gatewaysMoving } from './gateways.js'
import { namesShared } from './names.js'
import { runningOut } from './pools.js'
import { portsColliding, publishedNowhere } from './ports.js'
import { subnetsMeeting, subnetsOnLan } from './subnets.js'

/**
 * Errors first, then warnings, then notes; each kind in the order of the checks. Checks know nothing of each other:
 * one fact may be told twice under two codes (an overlap with the LAN, and the pool that runs out). O(containers *
 * networks of each), and for ports and subnets the square of how many of each there are on a host.
 */
export function lint(linted: Linted): readonly Finding[] {
  const { projects, refused = null } = linted
  const found = [
    ...projects.flatMap(({ mistakes }) => mistakes.map(mistake)),
    ...subnetsMeeting(linted),
    ...portsColliding(linted),
    ...subnetsOnLan(linted),
    ...publishedNowhere(linted),
    ...namesShared(linted),
    ...gatewaysMoving(linted),
    ...runningOut(linted),
  ]
  // bringing it up ends at the first error: where some were foreseen, the engine only says one of them again
  const foreseen = found.some(({ severity }) => severity === 'error')
  const all = refused === null || foreseen ? found : [...found, refusal(refused)]
  return ORDER.flatMap((severity) => all.filter((f) => f.severity === severity))
}

const ORDER: readonly Severity[] = ['error', 'warning', 'note']

/** A project's own mistakes keep the loader's code; its sentence says what would be right as well. */
const mistake = (error: ComposeError): Finding => ({
  code: error.code,
  severity: 'error',
  what: messageOf(error),
  instead: '',
  places: [{ place: error.place, says: 'here' }],
})

const refusal = (error: ComposeError): Finding =>
  forecast('engine-refuses', messageOf(error), [{ place: error.place, says: 'here' }])
