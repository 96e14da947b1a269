/**
 * What `check`, `reach`, `explain`, `draw` and `lint` are about: a compose project that is brought up in memory, found as docker
 * compose finds it, or any other world (see loadWorld.ts).
 */
import { err, ok, type Result } from '../addr/result.js'
import type { Project } from '../compose/compose.js'
import type { Asked, Flag, Io } from './io.js'
import { broughtUp, loadProject, type BroughtUp } from './loadProject.js'
import { loadWorld } from './loadWorld.js'

/** What these commands name their world by; `-f` as docker compose has it. */
export const subjectFlags: readonly Flag[] = [
  {
    name: 'f',
    value: 'FILE',
    short: 'a compose file (several are merged), a scenario (.lab), or a world or recording (.json)',
  },
  {
    name: 'with',
    value: 'FILE',
    short: "another project's compose file, brought up before; may be repeated",
  },
  { name: 'profile', value: 'NAME', short: 'a profile of the compose file to enable; may be repeated' },
]

/** Of the commands that give verdicts. */
export const asStartedFlag: Flag = {
  name: 'as-started',
  short: 'take the order in which containers join their networks for granted; else all orders are tried',
}

/** For the sentence that says what a command does. */
export const SUBJECT_IS = 'Without -f, the compose file of this folder or one above it'

/** A world that was brought up, and what it was made from. */
export interface Subject extends BroughtUp {
  /** How messages call it: the first file. */
  readonly name: string
  /** In the order in which they came up; none for a world that is no compose project. */
  readonly projects: readonly Project[]
}

/**
 * The first `-f` decides: what does not end as YAML is another world, of which there can be one only. Projects of
 * `--with` come up before, so that their networks are there. Error: all that is wrong with the files, a line each,
 * with file, line and column; what the engine refuses is no error, but `refused`. Costs what `docker compose up`
 * would do.
 */
export function loadSubject(io: Io, asked: Asked): Result<Subject, string> {
  const files = asked.lists.get('f') ?? []
  const [first] = files
  if (first !== undefined && !/\.ya?ml$/.test(first)) {
    if (files.length > 1) return err(`-f ${files[1] ?? ''}: only compose files are merged`)
    const world = loadWorld(io, first)
    return world.ok ? ok({ ...world.value, projects: [], refused: null, notes: [] }) : world
  }
  const loaded = [...(asked.lists.get('with') ?? []).map((file) => [file]), files].map((each) =>
    loadProject(io, { files: each, profiles: asked.lists.get('profile') }),
  )
  const wrong = loaded.flatMap((each) => (each.ok ? [] : [each.error]))
  if (wrong.length > 0) return err(wrong.join('\n'))
  const projects = loaded.flatMap((each) => (each.ok ? [each.value] : []))
  return ok({ ...broughtUp(projects), name: projects.at(-1)?.files[0] ?? '', projects })
}
