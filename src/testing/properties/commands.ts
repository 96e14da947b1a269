/** Model commands for `fc.commands`: the model is the plan of a script, the real system a laboratory. */
import type fc from 'fast-check'
import type { Lab } from '../../shell/lab/lab.js'
import { emptyPlan, planned, type Intent, type Plan } from '../script/plan.js'
import { intents } from './intents.js'

/** What the commands keep count in. `fc.modelRun(() => ({ model: newModel(), real: createLab() }), commands)` */
export interface DockerModel {
  plan: Plan
}
export const newModel = (): DockerModel => ({ plan: emptyPlan })

/** Called after every command that ran, to assert what should hold. */
export type After = (lab: Lab, plan: Plan) => void

/**
 * One intent as a command of fast-check. `check` asks the plan, `run` types the line, so a run that fails is a finding:
 * the engine refused what it should take, or `after` saw something wrong.
 */
export class DockerCommand implements fc.Command<DockerModel, Lab> {
  readonly #intent: Intent
  readonly #after: After
  #line = ''

  constructor(intent: Intent, after: After) {
    this.#intent = intent
    this.#after = after
  }

  check({ plan }: Readonly<DockerModel>): boolean {
    return planned(plan, this.#intent) !== null
  }

  /** Throws when the engine refuses what the model allows, and whatever `after` throws. */
  run(model: DockerModel, lab: Lab): void {
    const next = planned(model.plan, this.#intent)
    if (next === null) throw new Error('run before check')
    this.#line = next.line
    const { exit, stderr } = lab.docker('h1', next.line)
    if (exit !== 0) throw new Error(`docker ${next.line}\n${stderr}`)
    model.plan = next.plan
    this.#after(lab, next.plan)
  }

  /** A line of a shell script. fast-check puts commas between commands, which the # makes comments. */
  toString(): string {
    return `\ndocker ${this.#line} #`
  }
}

export interface DockerCommandOptions {
  /** About at most so many at a time. Default: 4. */
  readonly networks?: number
  /** Likewise. Default: 5. */
  readonly containers?: number
}

/** For `fc.commands(dockerCommands(...))`. */
export function dockerCommands(
  after: After = () => undefined,
  { networks = 4, containers = 5 }: DockerCommandOptions = {},
): fc.Arbitrary<DockerCommand>[] {
  const { network, run, change } = intents(networks, containers)
  return [network, run, change, change].map((steps) =>
    steps.map((intent) => new DockerCommand(intent, after)),
  )
}
