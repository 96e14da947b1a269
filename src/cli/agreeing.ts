/** The list of recordings that once agreed entirely: a JSON list of names, sorted, which only grows. */
import { err, ok, type Result } from '../addr/result.js'
import { readJson } from '../shell/json/read.js'
import { listOf, text } from '../shell/json/shape.js'
import type { Io } from './io.js'

/** Empty when there is no such file yet. */
export function readAgreeing(io: Io, path: string): Result<readonly string[], string> {
  const source = io.read(path)
  if (!source.ok) return ok([])
  const list = readJson(source.value, listOf(text))
  return list.ok ? list : err(`${path}:${list.error.line}: ${list.error.message}`)
}

export const agreeingText = (names: readonly string[]): string =>
  `${JSON.stringify([...new Set(names)].toSorted(), null, 2)}\n`
