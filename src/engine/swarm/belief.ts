/** What is believed of the others in a cluster: a change counts when it has lasted for a while. Times are seconds of passed time. */

export interface Belief {
  readonly holds: boolean
  /** Since when it is otherwise; null: it is as believed. */
  readonly since: number | null
}

export const believed: Belief = { holds: true, since: null }

/** Seconds until what was so is given up, and until it is believed again. */
export interface Patience {
  readonly lose: number
  readonly gain: number
}

/** The same value where nothing changes. */
export function believe(belief: Belief, fact: boolean, passed: number, patience: Patience): Belief {
  if (fact === belief.holds) return belief.since === null ? belief : { holds: fact, since: null }
  const since = belief.since ?? passed
  if (passed >= since + waitOf(belief, patience)) return { holds: fact, since: null }
  return belief.since === null ? { ...belief, since } : belief
}

/** When it changes, if nothing else does; null: it does not. */
export const dueOf = (belief: Belief, patience: Patience): number | null =>
  belief.since === null ? null : belief.since + waitOf(belief, patience)

const waitOf = ({ holds }: Belief, { lose, gain }: Patience): number => (holds ? lose : gain)
