/**
 * How every command of `cnm` names a world: a scenario, which is played; a compose file, brought up on h1; a recording, played
 * again without its results; or the JSON of a world. The commands ask their questions of the laboratory that this gives.
 * Without a name it is the compose file that docker compose would find.
 */
import { err, ok, type Result } from '../addr/result.js'
import { Lab, createLab } from '../shell/lab/lab.js'
import { play, type Played } from '../shell/scenario/play.js'
import { readWorld, seemsWorld } from '../shell/world/readWorld.js'
import { standardEnv } from '../standard.js'
import { composeErrorText } from '../compose/compose.js'
import { composeBeside } from './composeFor.js'
import type { Io } from './io.js'
import { broughtUp, loadProject } from './loadProject.js'
import { loadScenario } from './loadScenario.js'
import { missingFile } from './missingFile.js'

/** For a usage line. */
export const WORLD = 'WORLD'
/** For the sentence that says what a command does. */
export const WORLD_IS =
  'WORLD is a scenario (.lab), a compose file (.yaml), or a world or a recording (.json)'
/** The same, of commands whose world may be left out. */
export const WORLD_MAY_BE = `${WORLD_IS}; without it, the compose file of this folder or one above it`

/** A world as a command asks it. */
export interface NamedWorld {
  /** The path as it was given; the file that was found where none was. */
  readonly name: string
  /** Its end: after the last step of a scenario, and after `up` of a project. */
  readonly lab: Lab
  /** Of a compose file. */
  readonly projectName?: string
}

/**
 * The world that operands begin with, if they do. Only the ending counts, not whether the file is there: of
 * `shop.lab` that is missing the error is about the file, not about a place of that name.
 */
export function splitWorld(operands: readonly string[]): {
  readonly path: string | undefined
  readonly rest: readonly string[]
} {
  const [first = '', ...rest] = operands
  return KIND.test(first) ? { path: first, rest } : { path: undefined, rest: operands }
}

const KIND = /\.(lab|json|yaml|yml)$/

/**
 * Error: `FILE:LINE: what is wrong and what would be right`. Commands of a scenario that are refused are no error, and told of. `projectName` is what a compose project is called instead of its own
 * name. Costs what playing does.
 */
export function loadWorld(
  io: Io,
  path: string | undefined,
  projectName?: string,
): Result<NamedWorld, string> {
  if (path === undefined) return composed(io, [], projectName)
  const kind = KIND.exec(path)?.[1]
  const source = io.read(path)
  if (!source.ok) return err(missingFile(io, path, source.error))
  if (kind === undefined) return err(`${path}: this is no world. ${WORLD_IS}`)
  if (kind === 'yaml' || kind === 'yml') return composed(io, [path], projectName)
  if (kind === 'json' && isWorld(source.value)) {
    const world = readWorld(source.value)
    return world.ok
      ? ok({ name: path, lab: new Lab(standardEnv(), world.value) })
      : err(`${path}:${world.error.line}: ${world.error.message}`)
  }
  const scenario = loadScenario(io, path)
  if (!scenario.ok) return scenario
  const lab = createLab({ hosts: scenario.value.hosts, compose: composeBeside(io, path) })
  const played = Array.from(play(lab, scenario.value.steps, scenario.value.impliedWaits))
  for (const note of refusedCommands(path, played)) io.error(`${note}\n`)
  return ok({ name: path, lab })
}

/** Refused commands that are told of, each in a line; a scenario that shows refusals has many. */
const MOST_TOLD = 3

/** A question about something that a command failed to make would else be answered with "there is no such thing". */
function refusedCommands(path: string, played: readonly Played[]): readonly string[] {
  const refused = played.flatMap(({ recorded }) =>
    recorded && 'docker' in recorded && recorded.exit !== 0 ? [recorded] : [],
  )
  const lines = refused
    .slice(0, MOST_TOLD)
    .map(
      ({ host, docker, exit, stderr }) =>
        `${path}: exit ${exit} of '${host}$ docker ${docker}': ${stderr.split('\n', 1).join('')}`,
    )
  const more = refused.length - lines.length
  return more > 0
    ? [...lines, `${path}: ${more} more commands were refused: 'cnm run ${path}' prints all`]
    : lines
}

/** Brought up on an engine with nothing on it. Error: what is wrong with the files, or what the engine refuses. */
function composed(
  io: Io,
  files: readonly string[],
  projectName: string | undefined,
): Result<NamedWorld, string> {
  const project = loadProject(io, { files, projectName })
  if (!project.ok) return project
  const { lab, refused, notes } = broughtUp([project.value])
  for (const note of notes) io.error(`${note}\n`)
  return refused === null
    ? ok({ name: project.value.files[0] ?? '', lab, projectName: project.value.name })
    : err(`${composeErrorText(refused)}: so there is nothing to ask`)
}

function isWorld(source: string): boolean {
  try {
    return seemsWorld(JSON.parse(source))
  } catch {
    return false
  }
}
