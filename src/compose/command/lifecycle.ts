/** `docker compose start`, `stop`, `restart`, `kill`, `pause`, `unpause` and `rm`: the engine's verbs on a project's containers. */
import { containerKill, containerRestart, containerStop } from '../../engine/containerStop.js'
import { containerPause, containerUnpause } from '../../engine/containerPause.js'
import { containerRemove } from '../../engine/containerRemove.js'
import { containerStart } from '../../engine/containerStart.js'
import { isUp } from '../../engine/isUp.js'
import type { Container, EngineChange } from '../../engine/state.js'
import { refused, type Engine, type Outcome } from '../../shell/docker/outcome.js'
import type { Project } from '../model/project.js'
import { inOrder } from '../up/order.js'
import { Steps } from '../up/steps.js'
import { printOutcome } from './printOutcome.js'

/** Commands that make nothing and define nothing: they change the state of containers that are there. */
export type Lifecycle = 'start' | 'stop' | 'restart' | 'kill' | 'pause' | 'unpause' | 'rm'

export interface LifecycleOptions {
  /** Of `kill`. */
  readonly signal: string
  /** Of `rm`: those that run are stopped first. */
  readonly stop: boolean
}

/**
 * Stopping goes against the order of dependencies, starting with it. Containers that it makes no sense for are left
 * alone. A name that is no service is refused before anything is done; another refusal ends the run, and what was done
 * stays done.
 */
export function lifecycle(
  engine: Engine,
  project: Project,
  command: Lifecycle,
  names: readonly string[],
  { signal, stop }: LifecycleOptions,
): Outcome {
  const { env, host } = engine
  const unknown = names.find((name) => !project.services.has(name))
  if (unknown !== undefined) return refused(engine.state, `no such service: ${unknown}`)
  const steps = new Steps(engine)
  const verb = (c: Container): readonly [EngineChange, string] | null => {
    const state = steps.state
    switch (command) {
      case 'start':
        return isUp(c) ? null : [containerStart(env, state, host, c.id), 'Started']
      case 'stop':
        return isUp(c) ? [containerStop(env, state, host, c.id), 'Stopped'] : null
      case 'restart':
        return [containerRestart(env, state, host, c.id), 'Started']
      case 'kill':
        return isUp(c) ? [containerKill(env, state, host, c.id, signal), 'Killed'] : null
      case 'pause':
        return [containerPause(env, state, host, c.id), 'Paused']
      case 'unpause':
        return [containerUnpause(env, state, host, c.id), 'Unpaused']
      case 'rm':
        return isUp(c) && !stop ? null : [containerRemove(env, state, host, c.id, { force: true }), 'Removed']
    }
  }
  const ordered = inOrder(project.services)
  const services =
    command === 'start' || command === 'restart' || command === 'unpause' ? ordered : ordered.toReversed()
  for (const service of services.filter((s) => names.length === 0 || names.includes(s.name)))
    for (const container of steps.containers(project.name, service.name)) {
      const done = verb(container)
      if (done !== null && !steps.take(done[0], `Container ${container.name}`, done[1], service.place))
        return printOutcome(steps.outcome())
    }
  return printOutcome(steps.outcome())
}
