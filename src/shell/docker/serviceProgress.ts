/**
 * What the client prints while it waits for a service to converge, and the time that passes meanwhile (docker/cli
 * service/progress/progress.go). A real client writes a line every 200 ms; here each is written when it says something new.
 * One that would wait for ever gives up after a while, and says so.
 */
import { isDirty } from '../../engine/service/dirty.js'
import { findService } from '../../engine/service/findService.js'
import { passTime } from '../../engine/service/life.js'
import { DEFAULT_UPDATE, SECOND } from '../../engine/service/policy.js'
import { nodesOf } from '../../engine/service/steps.js'
import type { Service, Task } from '../../engine/service/state.js'
import { isWanted } from '../../engine/service/taskState.js'
import { isJob, placeOf } from '../../engine/service/tasks.js'
import type { DockerWorld } from '../../engine/state.js'
import { managed } from '../../engine/swarm/membership.js'
import type { Swarm } from '../../engine/swarm/swarm.js'
import { jobProgress } from './jobProgress.js'
import type { Engine, Outcome } from './outcome.js'

/** Seconds, of this client; for an update, as long as it is under way. */
const PATIENCE = 60
/** More tasks than that get no line of their own. */
const MOST_BARS = 20

/**
 * `term`: the service as it was named, which the last line repeats. Passes time, second by second, until all tasks
 * have run for VERIFY seconds. Exit 0 then, and also where the service is gone meanwhile; 1 when patience is over.
 */
export function waitOnService(engine: Engine, term: string, quiet: boolean): Outcome {
  const { env, host } = engine
  let { state } = engine
  const lines: string[] = []
  // what has not changed is not said again
  const say = (line: string): void => {
    if (lines.at(-1) !== line) lines.push(line)
  }
  const done = (exit: 0 | 1 = 0, stderr = ''): Outcome => ({
    state,
    exit,
    stdout: quiet ? '' : lines.map((line) => `${line}\n`).join(''),
    stderr,
  })
  let verified = 0
  let last: string | null = null
  for (let seconds = 0; ; seconds++) {
    const found = look(state, host, term)
    if (!found) return done()
    const { service, swarm } = found
    const { update, spec, rollout } = service
    const back = update?.state === 'rollback_started' || update?.state === 'rollback_completed'
    if (update?.state === 'paused') return done(1, `service update paused: ${update.message}\n`)
    if (update?.state === 'rollback_paused') return done(1, `service rollback paused: ${update.message}\n`)
    if (update?.state === 'completed' && verified === 0) return done()
    if (update?.state === 'rollback_started') say(`rollback: ${update.message}`)
    if (update?.state === 'rollback_completed' && verified === 0) last = `rollback: ${update.message}`
    if (isJob(spec)) {
      if (jobProgress(swarm.services, service, seconds === 0, say)) {
        say('job complete')
        return done()
      }
      if (seconds >= PATIENCE) return done(1, impatient(term, seconds))
      state = passTime(env, state, 1)
      continue
    }
    const monitor = (spec.update ?? DEFAULT_UPDATE).monitor / SECOND || 5
    if (verified >= monitor) break
    const { wanted, running, errors } = progressOf(swarm, service)
    const overall = (n: number): string =>
      `overall progress: ${back ? 'rolling back update: ' : ''}${n} out of ${wanted} tasks`
    if (seconds === 0) {
      say(overall(0))
      if (wanted <= MOST_BARS) for (let i = 1; i <= wanted; i++) say(`${i}/${wanted}:  `)
    }
    errors.forEach(([slot, error]) => say(`${slot}/${wanted}: ${error}`))
    if (verified === 0) say(overall(running))
    if (running === wanted)
      say(`verify: Waiting ${Math.ceil(monitor - verified++)} seconds to verify that tasks are stable...`)
    else if (seconds >= PATIENCE && rollout === null) return done(1, impatient(term, seconds))
    else {
      if (verified > 0) say('verify: Detected task failure')
      verified = 0
    }
    state = passTime(env, state, 1)
  }
  say(`verify: Service ${term} converged`)
  if (last !== null) say(last)
  return done()
}

const impatient = (term: string, seconds: number): string =>
  `cnm-sim: ${term} has not converged after ${seconds} seconds; a real client waits on. See: docker service ps ${term}\n`

function look(state: DockerWorld, host: string, term: string) {
  const member = managed(state, host)
  if (!member.ok) return undefined
  const { swarm } = member.value
  const found = findService(swarm.services, term)
  return found.ok ? { swarm, service: found.value } : undefined
}

/** Of the tasks that are made of the newest spec, one for each slot. */
function progressOf(swarm: Swarm, service: Service) {
  const nodes = nodesOf(swarm)
  const current = swarm.services.tasks.filter(
    (t) =>
      t.service === service.id &&
      isWanted(t) &&
      !isDirty(
        t,
        service,
        nodes.find(({ id }) => id === t.node),
      ),
  )
  const wanted = service.spec.mode.kind === 'replicated' ? service.spec.mode.replicas : current.length
  const key = (t: Task): string => placeOf(service, t)
  return {
    wanted,
    running: new Set(current.filter((t) => t.state === 'running').map(key)).size,
    errors: current.flatMap((t) => (t.error === '' ? [] : [[key(t), shortened(t.error)] as const])),
  }
}

/** Characters of an error in a progress line (progress.go truncError). */
const LONGEST_ERROR = 75
export const shortened = (error: string): string => {
  const line = error.replaceAll('\n', ' ')
  return line.length > LONGEST_ERROR ? `${line.slice(0, LONGEST_ERROR - 1)}…` : line
}
