/** Recordings from a file or a folder. */
import { err, ok, type Result } from '../addr/result.js'
import { readRecording } from '../shell/recording/read.js'
import type { Recording } from '../shell/recording/recording.js'
import type { Io } from './io.js'
import { missingFile } from './missingFile.js'

/** Error: `FILE:LINE: what is wrong`, lines counted from 1. O(text). */
export function loadRecording(io: Io, path: string): Result<Recording, string> {
  const source = io.read(path)
  if (!source.ok) return err(missingFile(io, path, source.error))
  const recording = readRecording(source.value)
  return recording.ok ? recording : err(`${path}:${recording.error.line}: ${recording.error.message}`)
}

/** The names of the recordings in a folder, without `.json`, sorted; undefined when it is no folder. */
export const recordingsIn = (io: Io, folder: string): readonly string[] | undefined =>
  io.list(folder)?.flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? [])

/**
 * All of a folder's recordings that a test picks, by name, in the order of their names. The first that cannot be
 * read is the error: figures of a part would look like figures of all.
 */
export function loadFolder(
  io: Io,
  folder: string,
  pick: (name: string) => boolean = () => true,
): Result<readonly Recording[], string> {
  const names = recordingsIn(io, folder)
  if (names === undefined) return err(`${folder}: there is no such folder`)
  const all: Recording[] = []
  for (const name of names.filter(pick)) {
    const recording = loadRecording(io, `${folder}/${name}.json`)
    if (!recording.ok) return recording
    all.push(recording.value)
  }
  return ok(all)
}
