/** Compose files to projects, and projects to a world: what all commands share that take a compose file. */
import { err, ok, type Result } from '../addr/result.js'
import {
  ComposeLab,
  composeErrorText,
  loadCompose,
  placeText,
  up,
  type ComposeError,
  type Project,
} from '../compose/compose.js'
import { createLab, type Lab } from '../shell/lab/lab.js'
import type { Io } from './io.js'
import { missingFile } from './missingFile.js'

/** The host that projects are brought up on: a compose project lives on one engine. */
export const HOST = 'h1'

/** What `docker compose` would be told by its flags of the same names. */
export interface ProjectInput {
  /** Merged, as with several `-f`. None: the one that docker compose would find here. */
  readonly files: readonly string[]
  readonly profiles?: readonly string[] | undefined
  /** Instead of the name that the files say, or the folder. */
  readonly projectName?: string | undefined
}

/**
 * Reads and merges files, as `docker compose config` would. Error: all that is wrong, a line each, with file, line
 * and column; of a file that is not there, which one was probably meant. O(text of the files).
 */
export function loadProject(io: Io, { files, profiles, projectName }: ProjectInput): Result<Project, string> {
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
    ...(projectName === undefined ? {} : { projectName }),
  })
  return project.ok ? ok(project.value) : err(project.error.map(composeErrorText).join('\n'))
}

/** A world after `up`, complete or as far as it came. */
export interface BroughtUp {
  readonly lab: Lab
  /** What bringing them up ended in, where the engine refuses something. */
  readonly refused: ComposeError | null
  /** What was taken for granted, a sentence each. */
  readonly notes: readonly string[]
}

/**
 * On a fresh host, one after the other. An external network that nobody made is made, as a bridge, and a note says
 * so: compose itself would end with an error, but a file is asked about long before its networks are there. Stops
 * at the first refusal. Costs what `docker compose up` does.
 */
export function broughtUp(projects: readonly Project[]): BroughtUp {
  let lab: Lab = createLab()
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
    if (problem !== null) return { lab: placed(lab, projects), refused: problem, notes }
  }
  return { lab: placed(lab, projects), refused: null, notes }
}

/** For the shell that splits the line: names are the user's. */
/** The same, knowing its lines. */
const placed = ({ env, world }: Lab, projects: readonly Project[]): Lab =>
  new ComposeLab(env, world, projects)

const quoted = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`
