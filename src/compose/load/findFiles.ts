/**
 * The files of a project where none are named: in the folder or one above it (compose-go v2.9.1 cli/options.go
 * DefaultFileNames, DefaultOverrideFileNames, WithDefaultConfigPath).
 */
import { join } from '../paths.js'
import type { ReadFile } from './source.js'

/** In this order: of several the first is used, with a warning. */
const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']
/** The file that is laid on the first without being asked for: how `docker-compose.override.yml` works. */
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
]

/** What was found. A warning is what Compose logs before it goes on. */
export interface Found {
  /** The file, and the override file beside it where there is one. Empty where nothing was found. */
  readonly files: readonly string[]
  readonly warnings: readonly string[]
}

/** So many folders up; nobody has more, and a relative folder has no top. */
const LEVELS = 64

/** Looks where the command runs, and above until something is there. O(folders x names) reads. */
export function findFiles(folder: string, read: ReadFile): Found {
  const there = (at: string, names: readonly string[]): readonly string[] =>
    names.map((name) => join(at, name)).filter((path) => read(path) !== undefined)
  let at = folder
  for (let level = 0; level < LEVELS; level++, at = join(at, '..')) {
    const [file, ...more] = there(at, NAMES)
    if (file === undefined) continue
    const [override, ...others] = there(at, OVERRIDES)
    return {
      files: override === undefined ? [file] : [file, override],
      warnings: [...several('config', file, more), ...several('override', override, others)],
    }
  }
  return { files: [], warnings: [] }
}

/** The words of Compose's log; the user is told which one counts. */
const several = (kind: string, used: string | undefined, more: readonly string[]): readonly string[] =>
  used === undefined || more.length === 0
    ? []
    : [`Found multiple ${kind} files with supported names: ${[used, ...more].join(', ')}. Using ${used}`]
