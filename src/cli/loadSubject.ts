/**
 * What `check`, `reach`, `explain`, `draw` and `lint` are about: a compose project that is brought up in memory, found as docker
 * compose finds it, or any other world (see loadWorld.ts).
 */
import { err, ok, type Result } from '../addr/result.js'
import {
  composeErrorText,
  loadCompose,
  placeText,
  up,
  type ComposeError,
  type Project,
} from '../compose/compose.js'
import { createLab, type Lab } from '../shell/lab/lab.js'
import type { Asked, Flag, Io } from './io.js'
import { loadWorld } from './loadWorld.js'
import { missingFile } from './missingFile.js'

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

/** For the sentence that says what a command does. */
export const SUBJECT_IS = 'Without -f, the compose file of this folder or one above it'

export interface Subject {
  /** How messages call it: the first file. */
  readonly name: string
  readonly lab: Lab
  /** In the order in which they came up; none for a world that is no compose project. */
  readonly projects: readonly Project[]
  /** What bringing them up ended in, where the engine refuses something. */
  readonly refused: ComposeError | null
  /** What was taken for granted, a sentence each. */
  readonly notes: readonly string[]
}

/** The host that projects are brought up on. */
export const HOST = 'h1'

/** Error: all that is wrong with the files, a line each, with file, line and column. Costs what `docker compose up` would do. */
export function loadSubject(io: Io, asked: Asked): Result<Subject, string> {
  const files = asked.lists.get('f') ?? []
  const [first] = files
  if (first !== undefined && !/\.ya?ml$/.test(first)) {
    if (files.length > 1) return err(`-f ${files[1] ?? ''}: only compose files are merged`)
    const world = loadWorld(io, first)
    return world.ok ? ok({ ...world.value, projects: [], refused: null, notes: [] }) : world
  }
  const loaded = [...(asked.lists.get('with') ?? []).map((file) => [file]), files].map((each) =>
    loadProject(io, each, asked.lists.get('profile')),
  )
  const wrong = loaded.flatMap((each) => (each.ok ? [] : [each.error]))
  if (wrong.length > 0) return err(wrong.join('\n'))
  return ok(broughtUp(loaded.flatMap((each) => (each.ok ? [each.value] : []))))
}

function loadProject(
  io: Io,
  files: readonly string[],
  profiles: readonly string[] | undefined,
): Result<Project, string> {
  for (const file of files) {
    const there = io.read(file)
    if (!there.ok) return err(missingFile(io, file, there.error))
  }
  const project = loadCompose({
    read: (path) => {
      const text = io.read(path)
      return text.ok ? text.value : undefined
    },
    files,
    ...(io.here === undefined ? {} : { here: io.here }),
    ...(io.env === undefined ? {} : { env: io.env }),
    ...(profiles === undefined ? {} : { profiles }),
  })
  return project.ok ? project : err(project.error.map(composeErrorText).join('\n'))
}

/** On a fresh host, one after the other. An external network that nobody made is made, as a bridge. */
function broughtUp(projects: readonly Project[]): Subject {
  let lab = createLab()
  const notes: string[] = []
  for (const project of projects) {
    notes.push(...project.warnings.map(({ place, text }) => `${placeText(place)}: ${text}`))
    for (const { external, name, place } of project.networks.values()) {
      if (!external || lab.docker(HOST, `network inspect ${quoted(name)}`).exit === 0) continue
      lab.docker(HOST, `network create ${quoted(name)}`)
      notes.push(
        `${placeText(place)}: the external network ${name} is taken to be a bridge with Docker's defaults`,
      )
    }
    const { state, problem } = up({ env: lab.env, state: lab.world, host: HOST }, project)
    lab = lab.at(state)
    if (problem !== null) return { name: nameOf(projects), lab, projects, refused: problem, notes }
  }
  return { name: nameOf(projects), lab, projects, refused: null, notes }
}

const nameOf = (projects: readonly Project[]): string => projects.at(-1)?.files[0] ?? ''
const quoted = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`
