/** Laws: what holds in every world that an engine can make, and so must hold of drivers and hosts of your own. */
import type { Situation } from '../subject.js'

/**
 * A statement about every world. It is checked, not assumed: `lawProblems` asks it of one world, `checkLaws` of many
 * random ones.
 */
export interface Law {
  /** In a few words, for messages. */
  readonly name: string
  /** Everything that is wrong; empty for a good world. */
  readonly problems: (situation: Situation) => readonly string[]
}
