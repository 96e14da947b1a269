/**
 * The life of services in time: `settle` does all that is due at this moment, `passTime` lets seconds pass, `converge` lets pass
 * as many as somebody waits who wants to see the end of it. What happens is in steps.ts.
 */
import type { Env } from '../../cnm/env.js'
import { update } from '../../cnm/update.js'
import type { DockerWorld } from '../state.js'
import { listen, listeningDues } from '../swarm/listen.js'
import { rolloutDues } from './rollout.js'
import { step } from './steps.js'
import { isWanted } from './taskState.js'

/** Until nothing more happens by itself at this moment; the same state when nothing does. O(steps x tasks). */
export function settle(env: Env, state: DockerWorld): DockerWorld {
  let next = listen(env, state)
  for (let before: DockerWorld | null = null; before !== next;) {
    before = next
    next = next.swarms.reduce((at, { id }) => step(env, at, id), next)
  }
  return next
}

/** Let seconds pass, with all that falls due in them, each at its time. The clock moves with them. */
export function passTime(env: Env, state: DockerWorld, seconds: number): DockerWorld {
  const end = state.passed + seconds
  let next = settle(env, state)
  for (;;) {
    const due = Math.min(...duesOf(next))
    if (due > end) return at(next, end)
    next = settle(env, at(next, due))
  }
}

/** When something happens by itself. */
const duesOf = ({ swarms, passed }: DockerWorld): readonly number[] =>
  swarms
    .flatMap((swarm) => [
      ...swarm.services.tasks.flatMap(({ due, notBefore }) => [due, notBefore]),
      ...swarm.services.services.flatMap(rolloutDues),
      ...listeningDues(swarm),
    ])
    .filter((each) => each !== null)
    .filter((each) => each > passed)

/** What is waited for: that what should run does, or also that all that should not has stopped, and who is lost is given up. */
export type Awaited = 'starts' | 'everything'

/** Seconds after which waiting for what never comes ends: a task that fails is started again and again. */
const PATIENCE = 60

/** Seconds that whoever waits waits on, to be sure. */
const MARGIN = 2

/** Let as much time pass as that takes. The same state where there is nothing to wait for. */
export function converge(env: Env, state: DockerWorld, awaited: Awaited): DockerWorld {
  let next = settle(env, state)
  while (next.passed < state.passed + PATIENCE && isAwaited(next, awaited)) {
    const due = Math.min(...duesOf(next))
    if (due === Infinity) break
    next = settle(env, at(next, due))
    // one that fails is started again and again: nobody waits for that
    if (hasFailed(next)) break
  }
  const fresh = next.swarms.some(({ services }) =>
    services.tasks.some((task) => task.changedAt === next.passed),
  )
  return fresh ? passTime(env, next, MARGIN) : next
}

/** A task ended by itself just now. */
const hasFailed = ({ swarms, passed }: DockerWorld): boolean =>
  swarms.some(({ services }) =>
    services.tasks.some(
      ({ state, changedAt }) => (state === 'failed' || state === 'complete') && changedAt === passed,
    ),
  )

const isAwaited = ({ swarms }: DockerWorld, awaited: Awaited): boolean =>
  swarms.some(
    ({ services }) =>
      // an update goes on until it is completed, for some seconds after its last task has started
      services.services.some(({ rollout }) => rollout !== null) ||
      services.tasks.some((task) =>
        isWanted(task) ? task.state === 'ready' : awaited === 'everything' && task.due !== null,
      ),
  ) ||
  (awaited === 'everything' && swarms.some((swarm) => listeningDues(swarm).length > 0))

const at = (state: DockerWorld, passed: number): DockerWorld =>
  update(state, (draft) => {
    draft.cnm.clock += passed - draft.passed
    draft.passed = passed
  })
