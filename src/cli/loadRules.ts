/** The rules of a check: of --rules files, and of --deny on the command line. */
import { err, ok, type Result } from '../addr/result.js'
import { parseDeny, problemText, readRules, type RuleData } from '../testing/testing.js'
import type { Asked, Flag, Io } from './io.js'
import { missingFile } from './missingFile.js'

/** What `check` takes rules by. */
export const ruleFlags: readonly Flag[] = [
  { name: 'rules', value: 'FILE', short: 'a rule file (YAML); may be repeated' },
  {
    name: 'deny',
    value: 'RULE',
    short: "what must not be: 'web -> db', 'internet -> *:22'; may be repeated",
  },
]

/**
 * In the order of the files, then those of --deny. Error: everything that is wrong in all of them, a line each with
 * file, line and column; that there are none is an error as well, since a check of nothing would always hold.
 */
export function loadRules(io: Io, { lists }: Asked): Result<readonly RuleData[], string> {
  const files = (lists.get('rules') ?? []).map((file): Result<readonly RuleData[], string> => {
    const text = io.read(file)
    if (!text.ok) return err(missingFile(io, file, text.error))
    const read = readRules(text.value, file)
    return read.ok ? read : err(read.error.map(problemText).join('\n'))
  })
  const denied = (lists.get('deny') ?? []).map((text): Result<readonly RuleData[], string> => {
    const read = parseDeny(text)
    return read.ok ? ok([read.value]) : err(`--deny: ${read.error}`)
  })
  const all = [...files, ...denied]
  const wrong = all.flatMap((each) => (each.ok ? [] : [each.error]))
  if (wrong.length > 0) return err(wrong.join('\n'))
  const rules = all.flatMap((each) => (each.ok ? each.value : []))
  return rules.length > 0 ? ok(rules) : err("which rules? Add --rules FILE, or --deny 'web -> db'")
}
