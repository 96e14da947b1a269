/** `cnm check`: rules about who reaches whom against a compose project or another world. */
import { composeErrorText, placeText } from '../../compose/compose.js'
import {
  assumptionText,
  asStarted,
  check as checkRules,
  ruleText,
  type RuleResult,
  type RuleVerdict,
} from '../../testing/testing.js'
import type { Command } from '../io.js'
import { loadRules, ruleFlags } from '../loadRules.js'
import { asStartedFlag, loadSubject, SUBJECT_IS, subjectFlags, type Subject } from '../loadSubject.js'
import type { Written } from '../../compose/place.js'
import type { CodeTexts, Item } from '../report/item.js'
import { reportFlag, reportFormatOf, written } from '../report/report.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * The report goes to stdout in any format, notes to stderr. Exit 0 only when every rule holds and for the right
 * reason: `unproven`, `ambiguous` and `undetermined` fail like `broken`, since a check in CI that lets them pass
 * proves nothing.
 */
export const check: Command = {
  use: "[-f FILE] [--rules FILE] [--deny 'A -> B']",
  short: `Rules against a compose file: exit 0 they hold, 1 one does not, 2 bad input. ${SUBJECT_IS}`,
  flags: [...subjectFlags, ...ruleFlags, asStartedFlag, reportFlag],
  run: (asked, io) => {
    const wrong = (message: string) => wronglyAsked(io, 'check', message)
    if (asked.operands.length > 0)
      return wrong(
        `it takes flags only, and got '${asked.operands.join(' ')}': files go behind -f and --rules`,
      )
    const format = reportFormatOf(asked)
    if (!format.ok) return wrong(format.error)
    const rules = loadRules(io, asked)
    if (!rules.ok) return wrong(rules.error)
    const subject = loadSubject(io, asked)
    if (!subject.ok) return wrong(subject.error)
    const { lab, refused, notes, name } = subject.value
    for (const note of notes) io.error(`${note}\n`)
    if (refused !== null) return wrong(`${composeErrorText(refused)}: so there is nothing to check`)
    const result = checkRules(asked.flags.has('as-started') ? asStarted(lab) : lab, rules.value)
    const items = result.results.map((each) => itemOf(subject.value, each))
    const good = items.filter(({ level }) => level === 'ok').length
    const report = {
      subject: name,
      items,
      summary: `${good} of ${items.length} ${items.length === 1 ? 'rule holds' : 'rules hold'}`,
      data: { ok: result.ok, results: result.results.map((each, i) => dataOf(each, items[i])) },
    }
    io.out(written(report, format.value, VERDICTS))
    return result.ok ? 0 : 1
  },
}

/** What `holds` means needs no words: SARIF, which takes these, tells what is not well only. */
const VERDICTS: CodeTexts = new Map<RuleVerdict, string>([
  ['broken', 'A rule about who reaches whom is broken'],
  ['unproven', 'A rule holds for the wrong reason: nobody would answer there anyway'],
  ['ambiguous', 'Whether a rule holds hangs on what the engine leaves to chance'],
  ['undetermined', 'Whether a rule holds hangs on something that is not modelled'],
])

/**
 * Of a rule that holds only what was left untested is told. Of others every witness, and the lines it comes from,
 * each once.
 */
function itemOf(subject: Subject, { rule, verdict, says, witnesses, assumptions }: RuleResult): Item {
  const title = ruleText(rule)
  if (verdict === 'holds')
    return { code: verdict, level: 'ok', title, lines: says.map((line) => `not tested: ${line}`), places: [] }
  const places = witnesses.flatMap((witness) => witness.places)
  return {
    code: verdict,
    level: 'error',
    title,
    lines: [
      ...(rule.why === null ? [] : [`why the rule: ${rule.why}`]),
      ...says,
      ...witnesses.flatMap(({ from, to, by, explanation }) => [
        `${from} -> ${to} at ${by}`,
        `  ${explanation}`,
      ]),
      ...(verdict === 'broken'
        ? []
        : assumptions.map((each) => `taken for granted: ${assumptionText(each)}`)),
    ],
    places: places.filter((each, i) => places.findIndex((other) => same(each, other)) === i),
  }
}

const same = (a: Written, b: Written): boolean =>
  placeText(a.place) === placeText(b.place) && a.says === b.says

/**
 * What `--format json` has of a rule: everything, also what the other formats leave out (pairs, tried). Its keys
 * are interface.
 */
const dataOf = ({ rule, verdict, says, witnesses, assumptions, pairs, tried }: RuleResult, item?: Item) => ({
  rule: ruleText(rule),
  why: rule.why,
  verdict,
  says,
  witnesses: witnesses.map(({ from, to, by, end, explanation, trace }) => ({
    from,
    to,
    by,
    end,
    explanation,
    trace,
  })),
  places: item?.places ?? [],
  assumptions: assumptions.map(assumptionText),
  pairs,
  tried,
})
