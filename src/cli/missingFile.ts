/** What to say about a file that cannot be read: the reason, and the file that was probably meant. */
import { nearest } from '../shell/scenario/nearest.js'
import type { Io } from './io.js'

/**
 * `PATH: reason; did you mean OTHER?`, without a newline. The one meant is a name in the same folder that is nearly
 * the same; of a folder that is not there nothing is guessed.
 */
export function missingFile(io: Io, path: string, reason: string): string {
  const at = path.lastIndexOf('/')
  const [folder, name] = at < 0 ? ['.', path] : [path.slice(0, at) || '/', path.slice(at + 1)]
  const like = nearest(name, io.list(folder) ?? [])
  const meant =
    like === undefined || like === name ? '' : `; did you mean ${at < 0 ? like : `${folder}/${like}`}?`
  return `${path}: ${reason}${meant}`
}
