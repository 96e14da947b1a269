/** `--filter name=value` (docker/cli opts.FilterOpt). Which names a command knows is for the engine to say. */
import { err, ok, type Result } from '../../../addr/result.js'
import { cut } from '../go/text.js'

/** The filter as `name=value`, its name in lower case, both trimmed; nothing for the empty text. */
export function filterOption(value: string): Result<readonly string[], string> {
  if (value === '') return ok([])
  const { before, after, found } = cut(value, '=')
  if (!found) return err('bad format of filter (expected name=value)')
  return ok([`${before.trim().toLowerCase()}=${after.trim()}`])
}
