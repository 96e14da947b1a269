/** What the client prints of a job while it waits for its end (docker/cli service/progress/progress.go, the job updaters). */
import type { Service, Services } from '../../engine/service/state.js'
import { hasEnded } from '../../engine/service/taskState.js'
import { placeOf } from '../../engine/service/tasks.js'

/** More tasks than that get no line of their own. */
const MOST_BARS = 20

/**
 * True when it is complete. `first`: nothing was printed yet, so the rows of the tasks are. Of a job on every node
 * only its progress is printed, which the plain output leaves out.
 */
export function jobProgress(
  { tasks }: Services,
  service: Service,
  first: boolean,
  say: (line: string) => void,
): boolean {
  const { mode } = service.spec
  const round = tasks.filter((t) => t.service === service.id && t.iteration === service.iteration)
  const complete = round.filter((t) => t.state === 'complete').length
  if (mode.kind !== 'replicated-job')
    return round.length > 0 && complete === new Set(round.map((t) => placeOf(service, t))).size
  const { total, concurrent } = mode
  const width = String(concurrent).length
  const padded = (n: number): string => String(n).padStart(width)
  const active = (now: number, ended: number): void => {
    say(`active tasks: ${padded(now)} out of ${padded(Math.min(total - ended, concurrent))} tasks`)
  }
  if (first) {
    active(0, 0)
    if (total <= MOST_BARS) for (let i = 1; i <= total; i++) say(`${i}/${total}:  `)
  }
  active(round.filter((t) => !hasEnded(t)).length, complete)
  return complete === total
}
