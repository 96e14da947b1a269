/**
 * How every command of `cnm` names a world: a scenario, which is played; a compose file, brought up on h1; a recording, played
 * again without its results; or the JSON of a world. The commands ask their questions of the laboratory that this gives.
 */
import { err, ok, type Result } from '../addr/result.js'
import { Lab, createLab } from '../shell/lab/lab.js'
import { play } from '../shell/scenario/play.js'
import { readWorld, seemsWorld } from '../shell/world/readWorld.js'
import { standardEnv } from '../standard.js'
import { composeBeside, composeHere } from './composeFor.js'
import type { Io } from './io.js'
import { loadScenario } from './loadScenario.js'
import { missingFile } from './missingFile.js'

/** For a usage line. */
export const WORLD = 'WORLD'
/** For the sentence that says what a command does. */
export const WORLD_IS =
  'WORLD is a scenario (.lab), a compose file (.yaml), or a world or a recording (.json)'

export interface NamedWorld {
  /** The path as it was given. */
  readonly name: string
  readonly lab: Lab
}

/** Error: `FILE:LINE: what is wrong and what would be right`, without a path which one was left out. Costs what playing does. */
export function loadWorld(io: Io, path: string | undefined): Result<NamedWorld, string> {
  if (path === undefined) return err(`which world? ${WORLD_IS}`)
  const kind = /\.(lab|json|yaml|yml)$/.exec(path)?.[1]
  const source = io.read(path)
  if (!source.ok) return err(missingFile(io, path, source.error))
  if (kind === undefined) return err(`${path}: this is no world. ${WORLD_IS}`)
  if (kind === 'yaml' || kind === 'yml') return composed(io, path)
  if (kind === 'json' && isWorld(source.value)) {
    const world = readWorld(source.value)
    return world.ok
      ? ok({ name: path, lab: new Lab(standardEnv(), world.value) })
      : err(`${path}:${world.error.line}: ${world.error.message}`)
  }
  const scenario = loadScenario(io, path)
  if (!scenario.ok) return scenario
  const lab = createLab({ hosts: scenario.value.hosts, compose: composeBeside(io, path) })
  Array.from(play(lab, scenario.value.steps, scenario.value.impliedWaits))
  return ok({ name: path, lab })
}

/** As `docker compose -f FILE up -d` on an engine with nothing on it. Error: what that says on stderr. */
function composed(io: Io, path: string): Result<NamedWorld, string> {
  const lab = createLab({ compose: composeHere(io) })
  const { exit, stderr } = lab.docker('h1', `compose -f '${path.replaceAll("'", "'\\''")}' up -d`)
  return exit === 0 ? ok({ name: path, lab }) : err(stderr.trimEnd())
}

function isWorld(source: string): boolean {
  try {
    return seemsWorld(JSON.parse(source))
  } catch {
    return false
  }
}
