/** What is tested: a laboratory, or the state of one. */
import type { Env } from '../cnm/env.js'
import type { DockerWorld } from '../engine/state.js'
import { standardEnv } from '../standard.js'

/** A state together with what it is run with. A `Lab` is one. */
export interface Situation {
  readonly env: Env
  readonly world: DockerWorld
}

/** A bare state is read with the standard drivers. */
export type Subject = Situation | DockerWorld

/** One for all, since what is derived of a world is remembered by its env. */
const standard = standardEnv()

export const situationOf = (subject: Subject): Situation =>
  'env' in subject ? { env: subject.env, world: subject.world } : { env: standard, world: subject }
