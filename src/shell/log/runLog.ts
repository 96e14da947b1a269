/** The log of a whole run: for each step that was played, its command, probe or change, and all that came of it. */
import type { DockerWorld, EngineEvent } from '../../engine/state.js'
import type { Played } from '../scenario/play.js'
import { stepText } from '../scenario/step.js'
import type { LogEvent } from './logEvent.js'
import { conversationLog } from './walkLog.js'

/** A line of the log; `played` counts the lines of the scenario that were played, from 1. */
export type NumberedEvent = { readonly played: number } & LogEvent

/** Give each step to `log` after it was played, in order, with the world that it left. */
export class RunLog {
  #played = 0
  #conversations = 0
  #last: EngineEvent | undefined

  constructor(world: DockerWorld) {
    this.#last = world.events.at(-1)
  }

  /** All lines of one step: what the engines told first, then the step itself with its conversations. */
  log(played: Played, world: DockerWorld): readonly NumberedEvent[] {
    const count = ++this.#played
    return [...this.#fresh(world), ...this.#of(played)].map((event) => ({ played: count, ...event }))
  }

  /** What the engines told since the step before. */
  #fresh({ events }: DockerWorld): readonly LogEvent[] {
    const known = this.#last === undefined ? -1 : events.lastIndexOf(this.#last)
    this.#last = events.at(-1)
    return events.slice(known + 1).map(({ at, ...told }) => ({ event: 'engine', clock: at, ...told }))
  }

  // conversations are numbered over the whole log; those of the resolver come before the question that needed them
  #of({ step, recorded, report, problem }: Played): readonly LogEvent[] {
    if (recorded !== null && 'docker' in recorded)
      return [
        {
          event: 'command',
          host: recorded.host,
          command: step.kind === 'docker' ? step.command : recorded.docker,
          exit: recorded.exit,
        },
      ]
    if (recorded !== null && 'probe' in recorded) {
      const number = (): number => ++this.#conversations
      const asked = report !== null && 'resolution' in report ? report : null
      return [
        ...(asked?.resolution.asked ?? []).flatMap((each) => conversationLog(each, 'dns', number)),
        ...(asked?.conversation ? conversationLog(asked.conversation, 'question', number) : []),
        { event: 'probe', line: stepText(step), result: recorded.result },
      ]
    }
    return [{ event: 'change', line: stepText(step), problem }]
  }
}
