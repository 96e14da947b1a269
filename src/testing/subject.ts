/** What is tested: a laboratory, or the state of one. */
import type { Env } from '../cnm/env.js'
import type { DockerWorld } from '../engine/state.js'
import { standardEnv } from '../standard.js'

/**
 * A state together with what it is run with: a world says what there is, its env how drivers and resolvers behave. A
 * `Lab` is one.
 */
export interface Situation {
  readonly env: Env
  readonly world: DockerWorld
  /** true: as if every container had joined its networks in this order on purpose. Default: other orders are tried, too. */
  readonly asStarted?: boolean
  /** Where it is written what a try hangs on, as a `composeLab` of `cnm-sim/compose` knows it. */
  readonly written?: (tried: Tried) => readonly WrittenLine[]
}

/** A try to get from one place (`h1/web`) to another; port 0 is a ping. */
export interface Tried {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly reached: boolean
}

/** A line of a file, and what it says. */
export interface WrittenLine {
  readonly place: { readonly file: string; readonly line: number; readonly column: number }
  readonly says: string
}

/** A bare state is read with the standard drivers. */
export type Subject = Situation | DockerWorld

/** One for all, since what is derived of a world is remembered by its env. */
const standard = standardEnv()

/** What is asked, in one form; a bare world gets the standard env. O(1). */
export const situationOf = (subject: Subject): Situation =>
  'env' in subject
    ? {
        env: subject.env,
        world: subject.world,
        asStarted: subject.asStarted === true,
        ...(subject.written === undefined ? {} : { written: subject.written }),
      }
    : { env: standard, world: subject }

/**
 * The same, with the order in which containers joined their networks taken for granted: no verdict is `ambiguous` for it, and
 * none costs more than its own tries. For worlds whose order you control (`docker network connect`, one after the other), and
 * for many questions at once.
 */
export const asStarted = (subject: Subject): Situation => ({ ...situationOf(subject), asStarted: true })
