/**
 * What `up` and `down` do, one engine command after another, on one host: the state so far, what was done, and the first
 * refusal.
 */
import type { Env } from '../../cnm/env.js'
import type { HostId } from '../../cnm/world.js'
import { engineErrorText } from '../../engine/errors.js'
import { listContainers } from '../../engine/listContainers.js'
import type { Container, DockerWorld, EngineChange } from '../../engine/state.js'
import type { ComposeError } from '../errors.js'
import type { Place } from '../place.js'
import { LABEL, labelOf } from './labels.js'

/** The engine that a project runs on: one host of a world. */
export interface Target {
  readonly env: Env
  readonly state: DockerWorld
  readonly host: HostId
}

/** `Network shop_default` was `Created`. */
export interface Done {
  readonly what: string
  readonly how: string
}

/** What a run of `up` or `down` has come to. */
export interface Outcome {
  /** What is left also where something was refused: Compose undoes nothing. */
  readonly state: DockerWorld
  readonly done: readonly Done[]
  readonly warnings: readonly string[]
  readonly problem: ComposeError | null
}

/** One run on one engine; the only thing here that changes, and it lives as long as one command. */
export class Steps {
  readonly env: Env
  readonly host: HostId
  state: DockerWorld
  problem: ComposeError | null = null
  readonly #done: Done[] = []
  readonly #warnings: string[] = []

  constructor({ env, state, host }: Target) {
    this.env = env
    this.host = host
    this.state = state
  }

  /** Takes over what a verb did; false and a problem where it was refused. */
  take(change: EngineChange, what: string, how: string, place: Place): boolean {
    if (change.ok) {
      this.state = change.value.state
      this.#done.push({ what, how })
      return true
    }
    this.state = change.error.after ?? this.state
    return this.fail({ code: 'engine', place, doing: what, text: engineErrorText(change.error.error).trim() })
  }

  /** Keeps the first problem; the ones after it follow from it or would not have been reached. */
  fail(problem: ComposeError): false {
    this.problem ??= problem
    return false
  }

  /** Something that was done or left alone without the engine. */
  note(what: string, how: string): void {
    this.#done.push({ what, how })
  }

  /** What Compose logs. */
  warn(text: string): void {
    this.#warnings.push(text)
  }

  /** The project's containers, or those of one service, whatever their state, by number. */
  containers(project: string, service?: string): readonly Container[] {
    const labels = [
      `${LABEL.project}=${project}`,
      ...(service === undefined ? [] : [`${LABEL.service}=${service}`]),
    ]
    const found = listContainers(this.state, this.host, {
      all: true,
      filters: labels.map((label) => ['label', label]),
    })
    return found.ok ? found.value.toSorted((a, b) => numberOf(a) - numberOf(b)) : []
  }

  /** The run as a value. */
  outcome(): Outcome {
    return { state: this.state, done: this.#done, warnings: this.#warnings, problem: this.problem }
  }
}

/** The container's number in its service; 0 for one that Compose has not made. */
export const numberOf = ({ config }: Container): number => Number(labelOf(config.labels, LABEL.number) ?? 0)
/** Whose container it is; '' for nobody's. */
export const serviceOf = ({ config }: Container): string => labelOf(config.labels, LABEL.service) ?? ''
