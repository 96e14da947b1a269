/** Paths with slashes, as the files of a project are named. Not modelled: Windows paths and symbolic links. */

/** From the root, whatever folder it is seen from. */
export const isAbsolute = (path: string): boolean => path.startsWith('/')

/** Without `.`, `..` and double slashes; `.` for nothing at all (Go's path.Clean). */
export function clean(path: string): string {
  const rooted = isAbsolute(path)
  const out: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') out.push(part)
    else if (out.length > 0 && out.at(-1) !== '..') out.pop()
    else if (!rooted) out.push('..')
  }
  return (rooted ? '/' : '') + out.join('/') || '.'
}

/** `path` as seen from `folder`. */
export const join = (folder: string, path: string): string =>
  isAbsolute(path) ? clean(path) : clean(`${folder}/${path}`)

/** The folder that a file is in. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/')
  if (at < 0) return '.'
  return at === 0 ? '/' : clean(path.slice(0, at))
}

/** The last part of a path, after which a project is called. */
export const baseOf = (path: string): string => clean(path).split('/').at(-1) ?? ''
