/** Compose files to a laboratory in which they are up, and which knows the line of every fact: for tests. */
import type { Env } from '../cnm/env.js'
import type { DockerWorld } from '../engine/state.js'
import { createLab, Lab } from '../shell/lab/lab.js'
import { composeErrorText } from './errors.js'
import { loadCompose, type ComposeInput } from './loadCompose.js'
import type { Project } from './model/project.js'
import type { Written } from './place.js'
import { up } from './up/up.js'
import { writtenFor, type Tried } from './written.js'

/** A laboratory that can say where in the compose files it is written that somebody reaches, or does not reach, somebody else. */
export class ComposeLab extends Lab {
  /** In the order in which they came up. */
  readonly projects: readonly Project[]
  /** What failure messages of `cnm-sim/testing` add to a try. O(networks of both). */
  readonly written: (tried: Tried) => readonly Written[]

  constructor(env: Env, world: DockerWorld, projects: readonly Project[]) {
    super(env, world)
    this.projects = projects
    this.written = (tried) => writtenFor(this.world, projects, tried)
  }
}

/**
 * Several projects come up one after the other, on one host that is called h1. Throws an error with all that is wrong, a line
 * each with its place in the file, or with what the engine refuses. Costs what `docker compose up` does.
 */
export function composeLab(...inputs: readonly ComposeInput[]): ComposeLab {
  const lab = createLab()
  let state = lab.world
  const projects = inputs.map((input) => {
    const loaded = loadCompose(input)
    if (!loaded.ok) throw new Error(loaded.error.map(composeErrorText).join('\n'))
    const outcome = up({ env: lab.env, state, host: 'h1' }, loaded.value)
    if (outcome.problem !== null) throw new Error(composeErrorText(outcome.problem))
    state = outcome.state
    return loaded.value
  })
  return new ComposeLab(lab.env, state, projects)
}
