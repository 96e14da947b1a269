/** `docker compose` for what the command plays: files are found beside the scenario, or where the command runs. */
import { composePlugin } from '../compose/compose.js'
import { folderOf } from '../compose/paths.js'
import type { Plugin } from '../shell/docker/outcome.js'
import type { Io } from './io.js'

/**
 * For a scenario: files are found beside it, and the environment of whoever plays it does not count, so that it
 * plays the same everywhere.
 */
export const composeBeside = (io: Io, file: string): Plugin => plugin(io, folderOf(file))

/** For a prompt: as `docker compose` would find files and variables there. */
export const composeHere = (io: Io): Plugin => plugin(io, '.', io.env)

const plugin = (io: Io, folder: string, env: Io['env'] = {}): Plugin =>
  composePlugin({ read: (path) => textOf(io, path), folder, here: io.here ?? '/', env })

const textOf = (io: Io, path: string): string | undefined => {
  const text = io.read(path)
  return text.ok ? text.value : undefined
}
