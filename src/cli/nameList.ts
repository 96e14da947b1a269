/** Lists of recordings by name, as JSON: those that once agreed entirely, those made while the LAN's DNS server was down. */
import { err, ok, type Result } from '../addr/result.js'
import { readJson } from '../shell/json/read.js'
import { listOf, text } from '../shell/json/shape.js'
import type { Io } from './io.js'

/** Empty when there is no such file yet. Error: `FILE:LINE: what is wrong`. */
export function readNames(io: Io, path: string): Result<readonly string[], string> {
  const source = io.read(path)
  if (!source.ok) return ok([])
  const list = readJson(source.value, listOf(text))
  return list.ok ? list : err(`${path}:${list.error.line}: ${list.error.message}`)
}

/** The file's text: each name once, sorted, a line each, so that a change to it reads well. */
export const namesText = (names: readonly string[]): string =>
  `${JSON.stringify([...new Set(names)].toSorted(), null, 2)}\n`
