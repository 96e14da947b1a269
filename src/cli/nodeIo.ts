/** The outside as Node gives it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { err, ok } from '../addr/result.js'
import type { Io } from './io.js'

/** Node's codes in words that say what to do about it; of other codes Node's own message is told. */
const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'this is a folder'],
  ['EACCES', 'access is not allowed'],
  ['EROFS', 'it may not be written'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EEXIST', 'there is a file of that name'],
  ['ENAMETOOLONG', 'the name is too long'],
])

const reasonOf = (problem: unknown): string => {
  if (!(problem instanceof Error)) return String(problem)
  const code = 'code' in problem && typeof problem.code === 'string' ? problem.code : ''
  return reasons.get(code) ?? problem.message
}

/** Null when it went well, else why not. */
function attempted(action: () => void): string | null {
  try {
    action()
    return null
  } catch (problem) {
    return reasonOf(problem)
  }
}

/** Files are read and written whole and at once (UTF-8): a command has nothing else to do meanwhile. */
export const nodeIo: Io = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  read: (path) => {
    try {
      return ok(readFileSync(path, 'utf8'))
    } catch (problem) {
      return err(reasonOf(problem))
    }
  },
  write: (path, text) =>
    attempted(() => {
      writeFileSync(path, text)
    }),
  list: (folder) => {
    try {
      return readdirSync(folder).toSorted()
    } catch {
      return undefined
    }
  },
  makeFolder: (path) => attempted(() => void mkdirSync(path, { recursive: true })),
  here: process.cwd(),
  env: process.env,
  input: process.stdin,
  output: process.stdout,
  terminal: process.stdin.isTTY && process.stdout.isTTY,
  errorTerminal: process.stderr.isTTY,
  now: () => Number(process.hrtime.bigint() / 1_000_000n),
}
