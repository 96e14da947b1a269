/** A docker script as a value: it can be played, printed, and pasted into a shell in front of a real engine. */
import type { Env } from '../../cnm/env.js'
import { emptyDockerWorld } from '../../engine/state.js'
import { Lab } from '../../shell/lab/lab.js'
import { labWorld } from '../../shell/lab/labWorld.js'
import { emptyPlan, planned, type Intent } from './plan.js'
import { printed } from './printed.js'

export class DockerScript {
  /** The words behind `docker`, line by line. */
  readonly lines: readonly string[]

  constructor(lines: readonly string[]) {
    this.lines = lines
  }

  /** `docker network create net1`, a line each. */
  toString(): string {
    return this.lines.map((line) => `docker ${line}`).join('\n')
  }

  [printed](): string {
    return `\n${this.toString()}\n`
  }

  /** A laboratory in which every line was typed on host h1. Throws when the engine refuses one. */
  play(env: Env): Lab {
    const lab = labOn(env)
    for (const line of this.lines) {
      const { exit, stderr } = lab.docker('h1', line)
      if (exit !== 0) throw new Error(`docker ${line}\n${stderr}`)
    }
    return lab
  }
}

/** A fresh laboratory that runs on these drivers. O(hosts). */
export const labOn = (env: Env, hosts = 1): Lab =>
  new Lab(env, { ...emptyDockerWorld, cnm: labWorld(env, hosts) })

/**
 * What the intents mean, one after the other; one that means nothing where it stands is left out. So a list of intents
 * from which some are taken away is still a script: this is what makes shrinking work.
 */
export function scriptOf(intents: readonly Intent[]): DockerScript {
  const lines: string[] = []
  let plan = emptyPlan
  for (const intent of intents) {
    const next = planned(plan, intent)
    if (next === null) continue
    lines.push(next.line)
    plan = next.plan
  }
  return new DockerScript(lines)
}
