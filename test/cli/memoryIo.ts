// An outside for commands that is all in memory; nothing can be written below `full/`.
import { Readable, Writable } from 'node:stream'
import { err, ok } from '../../src/addr/result.js'
import type { Io } from '../../src/cli/io.js'

export interface MemoryIo extends Io {
  readonly files: Map<string, string>
  readonly said: { out: string; error: string }
}

export function memoryIo(files: Readonly<Record<string, string>> = {}, typed = ''): MemoryIo {
  const held = new Map(Object.entries(files))
  const said = { out: '', error: '' }
  const inFolder = (folder: string) =>
    [...held.keys()].flatMap((path) => {
      const prefix = folder === '.' ? '' : `${folder}/`
      return path.startsWith(prefix) && !path.slice(prefix.length).includes('/')
        ? [path.slice(prefix.length)]
        : []
    })
  return {
    files: held,
    said,
    out: (text) => void (said.out += text),
    error: (text) => void (said.error += text),
    read: (path) => {
      const text = held.get(path)
      return text === undefined ? err('there is no such file') : ok(text)
    },
    write: (path, text) => {
      if (path.startsWith('full/')) return 'there is no space left'
      held.set(path, text)
      return null
    },
    list: (folder) => {
      const names = inFolder(folder)
      return names.length === 0 ? undefined : names.toSorted()
    },
    makeFolder: (path) => (held.has(path) ? 'there is a file of that name' : null),
    here: '/home/me/shop',
    env: {},
    input: Readable.from([typed]),
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
    terminal: false,
    errorTerminal: false,
    now: () => 0,
  }
}
