/**
 * What the client prints while it waits for a service to converge, and the time that passes meanwhile (docker/cli
 * service/progress/progress.go). A real client writes a line every 200 ms; here each is written when it says something new.
 * One that would wait for ever gives up after a minute, and says so.
 */
import { findService } from '../../engine/service/findService.js'
import { isDirty } from '../../engine/service/orchestrate.js'
import { passTime } from '../../engine/service/life.js'
import type { Service, Services, Task } from '../../engine/service/state.js'
import type { DockerWorld } from '../../engine/state.js'
import { managed } from '../../engine/swarm/membership.js'
import type { Engine, Outcome } from './outcome.js'

/** Seconds: of a real client's verification, and of the patience of this one. */
const VERIFY = 5
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
  let verified = 0
  for (let seconds = 0; verified < VERIFY; seconds++) {
    const found = look(state, host, term)
    if (!found) return outcome(state, quiet ? [] : lines)
    const { wanted, running, errors } = progressOf(found.services, found.service)
    // a line for each slot, unless there are too many; the first picture is an empty one
    if (seconds === 0) {
      say(overall(0, wanted))
      if (wanted <= MOST_BARS) for (let i = 1; i <= wanted; i++) say(`${i}/${wanted}:  `)
    }
    errors.forEach(([slot, error]) => say(`${slot}/${wanted}: ${error}`))
    if (verified === 0) say(overall(running, wanted))
    if (running === wanted)
      // counts down while it holds; a task that fails meanwhile starts the count again
      say(`verify: Waiting ${VERIFY - verified++} seconds to verify that tasks are stable...`)
    else if (seconds >= PATIENCE) return impatient(state, quiet ? [] : lines, term)
    else verified = 0
    state = passTime(env, state, 1)
  }
  say(`verify: Service ${term} converged`)
  return outcome(state, quiet ? [] : lines)
}

const overall = (running: number, wanted: number): string =>
  `overall progress: ${running} out of ${wanted} tasks`

const outcome = (state: DockerWorld, lines: readonly string[]): Outcome => ({
  state,
  exit: 0,
  stdout: lines.map((line) => `${line}\n`).join(''),
  stderr: '',
})

const impatient = (state: DockerWorld, lines: readonly string[], term: string): Outcome => ({
  ...outcome(state, lines),
  exit: 1,
  stderr: `cnm-sim: ${term} has not converged after ${PATIENCE} seconds; a real client waits on. See: docker service ps ${term}\n`,
})

function look(state: DockerWorld, host: string, term: string) {
  const member = managed(state, host)
  if (!member.ok) return undefined
  const { services } = member.value.swarm
  const found = findService(services, term)
  return found.ok ? { services, service: found.value } : undefined
}

/** Of the tasks that are made of the newest spec, one for each slot. */
function progressOf({ tasks }: Services, service: Service) {
  const current = tasks.filter(
    (t) =>
      t.service === service.id && (t.desired === 'running' || t.desired === 'ready') && !isDirty(t, service),
  )
  const wanted = service.spec.mode.kind === 'replicated' ? service.spec.mode.replicas : current.length
  const key = (t: Task): string => (t.slot === 0 ? (t.node ?? '') : String(t.slot))
  return {
    wanted,
    running: new Set(current.filter((t) => t.state === 'running').map(key)).size,
    errors: current.flatMap((t) => (t.error === '' ? [] : [[key(t), shortened(t.error)] as const])),
  }
}

/** Characters of an error in a progress line (progress.go truncError). */
const LONGEST_ERROR = 75
const shortened = (error: string): string => {
  const line = error.replaceAll('\n', ' ')
  return line.length > LONGEST_ERROR ? `${line.slice(0, LONGEST_ERROR - 1)}…` : line
}
