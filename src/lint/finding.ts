/** What will go wrong before it does: a closed list of forecasts, each with what would be right. */
import type { Written } from '../compose/place.js'

/**
 * One thing that is, or will go, wrong. Texts hold names that users chose and are raw: whoever prints them escapes
 * for his own format (src/cli/report).
 */
export interface Finding {
  /** One of FORECASTS, or the code of a mistake that the compose loader found. */
  readonly code: string
  readonly severity: Severity
  /** One sentence about this very case, without a full stop. */
  readonly what: string
  /** What would be right, without a full stop; '' where `what` says it. */
  readonly instead: string
  /** The first is the line that a change belongs on. None: nothing of it is written in a compose file. */
  readonly places: readonly Written[]
}

/**
 * - `error`: bringing it up is refused, or it can never work
 * - `warning`: it comes up, and does something else than what is written
 * - `note`: it works, and a small change elsewhere breaks it
 */
export type Severity = 'error' | 'warning' | 'note'

/**
 * Codes are part of the interface: JSON, SARIF and JUnit reports carry them, so one that was published keeps its
 * name.
 */
export type ForecastCode =
  | 'networks-run-out'
  | 'addresses-run-out'
  | 'subnet-meets-subnet'
  | 'subnet-meets-lan'
  | 'host-port-collides'
  | 'alias-shared'
  | 'internal-publishes'
  | 'gateway-moves'
  | 'engine-refuses'

/**
 * A kind of finding: how bad it is as a rule (a check may say otherwise of a case), what it means, what would be
 * right.
 */
interface Forecast {
  readonly severity: Severity
  readonly means: string
  readonly instead: string
}

/**
 * What each forecast means in general; a finding says it of one case. docs/forecasts.md is made from it, so the
 * texts are sentences without a full stop, with Docker's words between backquotes.
 */
export const FORECASTS: { readonly [C in ForecastCode]: Forecast } = {
  'networks-run-out': {
    severity: 'warning',
    means:
      'The engine cuts networks without a subnet from its default pools, and few are left: after them `docker network create` fails with "all predefined address pools have been fully subnetted"',
    instead: 'give networks subnets of their own, or the engine more pools (`default-address-pools`)',
  },
  'addresses-run-out': {
    severity: 'warning',
    means: 'The subnet (or ip_range) of a network has hardly an address left, so more containers cannot join',
    instead: 'give the network a larger subnet or ip_range',
  },
  'subnet-meets-subnet': {
    severity: 'error',
    means: 'Two networks of one host have addresses in common: the engine refuses the second one',
    instead: 'take a subnet that no other network has',
  },
  'subnet-meets-lan': {
    severity: 'warning',
    means:
      'A network has addresses in common with the LAN of its host: the engine takes it, and the host and the containers do not reach those machines any more',
    instead: 'take a subnet that the LAN does not use',
  },
  'host-port-collides': {
    severity: 'error',
    means: 'Two containers publish on the same port of the host: the second one does not start',
    instead: 'publish one of them on another port or another address of the host',
  },
  'alias-shared': {
    severity: 'warning',
    means:
      'On a network that two projects share, both have the same name: a look-up finds the containers of both, in turn',
    instead: 'give each a name of its own on that network (`aliases`, or another service name)',
  },
  'internal-publishes': {
    severity: 'warning',
    means: 'A container publishes ports, but is on internal networks only: nothing is published',
    instead: 'put it on a network that is not internal as well, or take the ports away',
  },
  'gateway-moves': {
    severity: 'note',
    means:
      'Several networks of a container could be its way out, and the first name in the alphabet decides: a network that is added, or renamed, takes the way out and the published ports along',
    instead: 'say which one it is with gw_priority',
  },
  'engine-refuses': {
    severity: 'error',
    means: 'Bringing the project up ends in a refusal by the engine, whose own words are told',
    instead: 'change what it refuses',
  },
}

/** A finding of that kind about one case; `severity` only where this case is worse, or less bad, than the rule. */
export const forecast = (
  code: ForecastCode,
  what: string,
  places: readonly Written[],
  severity: Severity = FORECASTS[code].severity,
): Finding => ({ code, severity, what, instead: FORECASTS[code].instead, places })
