/** What to say about a file that cannot be read: the reason, and the file that was probably meant. */
import { nearest } from '../shell/scenario/nearest.js'
import type { Io } from './io.js'

export function missingFile(io: Io, path: string, reason: string): string {
  const at = path.lastIndexOf('/')
  const [folder, name] = at < 0 ? ['.', path] : [path.slice(0, at) || '/', path.slice(at + 1)]
  const like = nearest(name, io.list(folder) ?? [])
  const meant =
    like === undefined || like === name ? '' : `; did you mean ${at < 0 ? like : `${folder}/${like}`}?`
  return `${path}: ${reason}${meant}`
}
