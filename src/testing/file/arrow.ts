/** Rules on one line, for command lines: `frontend -> db`, `internet -> *:22`, `a -> b:53/udp`. */
import { err, ok, type Result } from '../../addr/result.js'
import { parsePort } from '../rules/port.js'
import { never, type ReachRule } from '../rules/rule.js'

/**
 * The rule that this must never happen, or what would be right. Several names are parted by commas. `err` is a sentence
 * for whoever typed it.
 */
export function parseDeny(text: string): Result<ReachRule, string> {
  const [left, right, ...more] = text.split('->').map((side) => side.trim())
  if (!left || !right || more.length > 0)
    return err(`'${text}' is no rule: write 'FROM -> TO', 'FROM -> TO:PORT' or 'FROM -> TO:PORT/udp'`)
  const [, target = right, port] = /^(.*):(\d+(?:\/\w+)?)$/.exec(right) ?? []
  const read = port === undefined ? undefined : parsePort(port)
  if (port !== undefined && read === undefined)
    return err(`'${port}' is no port: write 5432, 5432/tcp or 53/udp`)
  return ok(never(names(left)).reaches(names(target), ...(read ? [read] : [])))
}

const names = (text: string): readonly string[] => text.split(',').map((name) => name.trim())
