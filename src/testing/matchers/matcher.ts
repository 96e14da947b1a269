/** What all matchers have in common: vitest's and jest's shape of a matcher, and what may be put into `expect(...)`. */
import { select } from '../verdict/select.js'
import { situationOf, type Situation, type Subject } from '../subject.js'
import type { Party } from '../verdict/party.js'

/** What `expect.extend` wants back; both runners print the message when the test fails. */
export interface Outcome {
  readonly pass: boolean
  readonly message: () => string
}
/** The part of a matcher's `this` that is used. `isNot`: it stands behind `.not`. */
export interface Context {
  readonly isNot?: boolean
}

/** Somebody in a world: what questions are asked from. */
export class Seat {
  readonly situation: Situation
  /** A selector, as in rules. */
  readonly place: string

  constructor(situation: Situation, place: string) {
    this.situation = situation
    this.place = place
  }

  /** Who sits there. Throws when nobody does: then no matcher could say anything true. */
  parties(): readonly [Party, ...Party[]] {
    const { parties, down } = select(this.situation, [this.place])
    const [first, ...more] = parties
    if (first !== undefined) return [first, ...more]
    throw new Error(
      down.length > 0 ? `${down.join(', ')} does not run` : `nothing here is called '${this.place}'`,
    )
  }
}

/** `expect(from(lab, 'web')).toReach('db', tcp(5432))`; the place is a selector, as in rules. */
export const from = (subject: Subject, place: string): Seat => new Seat(situationOf(subject), place)

/** What stands in `expect(...)`, as somebody who asks; throws a TypeError that says how it is written. */
export function seatOf(received: unknown, matcher: string): Seat {
  if (received instanceof Seat) return received
  throw new TypeError(`${matcher} wants somebody who asks: expect(from(lab, 'web')).${matcher}(...)`)
}

/** What stands in `expect(...)`, as a world; throws a TypeError that says how it is written. */
export function subjectOf(received: unknown, matcher: string): Subject {
  if (received instanceof Seat) return received.situation
  if (isSubject(received)) return received
  throw new TypeError(`${matcher} wants a laboratory or its world: expect(lab).${matcher}(...)`)
}

/** A `Lab`, a situation, or a bare state: told apart by what they have, as a world may have come from JSON. */
const isSubject = (value: unknown): value is Subject =>
  typeof value === 'object' && value !== null && (('env' in value && 'world' in value) || 'cnm' in value)

/**
 * Passes when it is true, and fails either way round when it cannot be said (null): behind `.not` a runner turns `pass`
 * around, so "cannot be said" has to be `true` there.
 */
export const outcome = (context: Context, is: boolean | null, message: () => string): Outcome => ({
  pass: is ?? context.isNot === true,
  message,
})
