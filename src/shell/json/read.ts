/** JSON text to a value of a known shape, or the line on which it is wrong. */
import { err, ok, type Result } from '../../addr/result.js'
import { lineOf, lineOfPath } from './locate.js'
import type { JsonPath, Shape } from './shape.js'

/** For people: where, and what. */
export interface JsonProblem {
  /** Counted from 1. */
  readonly line: number
  readonly message: string
}

/** Parses and checks. Errors: not JSON, or not of the shape. */
export function readJson<T>(source: string, expected: Shape<T>): Result<T, JsonProblem> {
  const parsed = parse(source)
  if (!parsed.ok) return parsed
  const value = parsed.value
  if (expected.is(value)) return ok(value)
  const { path, message } = expected.problem(value, []) ?? { path: [], message: 'is not what is expected' }
  return err({ line: lineOfPath(source, path), message: `${named(path)} ${message}` })
}

function parse(source: string): Result<unknown, JsonProblem> {
  try {
    return ok(JSON.parse(source))
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem)
    // V8 says where; other engines do not, and then it is the end of the text
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? source.length)
    return err({ line: lineOf(source, offset), message: `this is not JSON: ${message}` })
  }
}

/** `steps[3].host`; the whole file where the path is empty. */
const named = (path: JsonPath): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '') || 'the file'
