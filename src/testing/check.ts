/**
 * Rules against a world: a verdict for each, with the tries that decided it and what they rest on. Not modelled: time;
 * the world is asked as it stands (`holdsUnder` asks what may come of it).
 */
import { ruleText, type RuleData } from './rules/rule.js'
import { situationOf, type Situation, type Subject } from './subject.js'
import { aboutTarget, distinct, everywhere, type Assumption } from './verdict/assumption.js'
import { witnessOf, type Witness } from './verdict/attempt.js'
import { settledVerdict } from './verdict/chance.js'
import type { PairVerdict } from './verdict/pair.js'
import type { Party } from './verdict/party.js'
import { select, type Selected } from './verdict/select.js'

/**
 * - `holds`, `broken`: by what the world says
 * - `unproven`: a `never` whose target would not answer anybody, so that it passes for the wrong reason
 * - `ambiguous`: it hangs on what the engine leaves to chance
 * - `undetermined`: it hangs on something that is not modelled
 */
export type RuleVerdict = 'holds' | 'broken' | 'unproven' | 'ambiguous' | 'undetermined'

/** What became of one rule. Plain data but for the witnesses' reports, which hold traces. */
export interface RuleResult {
  readonly rule: RuleData
  /** Only `holds` is good. */
  readonly verdict: RuleVerdict
  /** Why it does not hold, a sentence each; for a rule that holds, what was not tried. */
  readonly says: readonly string[]
  /** The tries that decided, at most three for each pair and 24 in all; of a `never` that holds, one that was stopped. */
  readonly witnesses: readonly Witness[]
  readonly assumptions: readonly Assumption[]
  /** Pairs of parties, and tries made between them. */
  readonly pairs: number
  readonly tried: number
}

/** All rules, in the order in which they were given. */
export interface CheckResult {
  /** Every rule holds. */
  readonly ok: boolean
  readonly results: readonly RuleResult[]
}

/**
 * Check every rule. Nothing throws. Cost: for every pair of parties that a rule is about two walks a door (each address times
 * each port), four where the way is closed; and as much again for every other order in which a container that started with
 * several networks may have joined them.
 */
export function check(subject: Subject, rules: readonly RuleData[]): CheckResult {
  const situation = situationOf(subject)
  const results = rules.map((rule) => checkRule(situation, rule))
  return { ok: results.every(({ verdict }) => verdict === 'holds'), results }
}

/** How many witnesses are told of one pair, and of all: a rule about everybody would fill the screen. */
const WITNESSES = 3
const MOST_WITNESSES = 24

/** One rule: who is meant, a verdict for each pair, the worst of them, and what it rests on. */
function checkRule(situation: Situation, rule: RuleData): RuleResult {
  const [from, to, except] = [rule.from, rule.to, rule.except].map((s) => select(situation, s))
  if (from === undefined || to === undefined || except === undefined) throw new Error('three make three')
  // `except` takes parties away on both sides, whatever they are called by: the label is the one name that everybody
  // has once
  const spared = new Set(except.parties.map(({ label }) => label))
  const without: Sparing = (parties) => parties.filter(({ label }) => !spared.has(label))
  const pairs = judged(situation, rule, without(from.parties), without(to.parties), without)
  const absent = absentees(rule, from, to, except)
  const verdict = worst(rule, pairs, absent.length > 0)
  const told = pairs.filter((p) => p.verdict === verdict)
  const notProven = pairs.filter((p) => p.verdict === 'unproven')
  return {
    rule,
    verdict,
    says: [...absent, ...(verdict === 'holds' ? notProven : told).map(({ pair }) => `${pair.says}.`)],
    witnesses: told
      .flatMap(({ pair: { decisive } }) => decisive.slice(0, WITNESSES))
      .slice(0, verdict === 'holds' ? 1 : MOST_WITNESSES)
      .map((a) => witnessOf(situation, a)),
    assumptions: distinct([...everywhere, ...to.parties.flatMap(aboutTarget), ...pairs.flatMap(aboutDoors)]),
    pairs: pairs.length,
    tried: pairs.reduce((sum, { pair }) => sum + pair.tried, 0),
  }
}

/** Where the way in is a port that the engine picked. */
const aboutDoors = ({ pair: { decisive } }: Judged): readonly Assumption[] =>
  decisive.flatMap(({ to, door }) =>
    door.picked && door.port !== null ? [{ code: 'picked-port', place: to.label, port: door.port }] : [],
  )

/** A pair's verdict about the world, and what it means for the rule: `unreachable` is good news for a `never` only. */
interface Judged {
  readonly pair: PairVerdict
  readonly verdict: RuleVerdict
}
type Sparing = (parties: readonly Party[]) => readonly Party[]

/**
 * A verdict for every pair that the rule is about. A container is no party to itself, nor are two containers of one
 * namespace, which share their addresses.
 */
function judged(
  situation: Situation,
  { kind, ports }: RuleData,
  from: readonly Party[],
  to: readonly Party[],
  without: Sparing,
): readonly Judged[] {
  const between = (sources: readonly Party[], as: (pair: PairVerdict) => RuleVerdict): readonly Judged[] =>
    sources.flatMap((a) =>
      to
        .filter((b) => a.namespace !== b.namespace)
        .flatMap((b) =>
          (ports.length === 0 ? [null] : ports).map((port) => settledVerdict(situation, a, b, port)),
        )
        .map((pair) => ({ pair, verdict: as(pair) })),
    )
  switch (kind) {
    case 'never':
      return between(from, asNever)
    case 'always':
      return between(from, asAlways)
    case 'only': {
      // whom nothing is said about: neither the ones allowed nor the targets themselves
      const inside = new Set([...from, ...to].map(({ namespace }) => namespace))
      const others = without(select(situation, ['*', 'internet']).parties).filter(
        ({ namespace }) => !inside.has(namespace),
      )
      return [...between(from, asAlways), ...between(others, asNever)]
    }
  }
}

/**
 * Nobody reached it; with a positive control (`controlled`) that is a wall, without one it may be a program that does
 * not run.
 */
const asNever = ({ verdict, controlled }: PairVerdict): RuleVerdict =>
  verdict === 'reachable'
    ? 'broken'
    : verdict === 'unreachable'
      ? controlled
        ? 'holds'
        : 'unproven'
      : verdict
/** One door that opens is enough: `always` asks for a way, not for every way. */
const asAlways = ({ verdict }: PairVerdict): RuleVerdict =>
  verdict === 'reachable' ? 'holds' : verdict === 'unreachable' ? 'broken' : verdict

/** Why a rule is about nobody, or not about all that it names. */
const absentees = (rule: RuleData, ...sides: readonly Selected[]): readonly string[] =>
  sides.flatMap(({ unknown, down }) => [
    ...unknown.map(
      (selector) => `nothing here is called '${selector}', so the rule '${ruleText(rule)}' says nothing`,
    ),
    ...down.map((label) => `${label} does not run`),
  ])

/**
 * One pair that is broken breaks the rule. A `never` needs one pair with a positive control; others without one are told
 * beside it. A rule about nobody, or about somebody who is not there, proves nothing.
 */
function worst({ kind }: RuleData, pairs: readonly Judged[], absent: boolean): RuleVerdict {
  const has = (verdict: RuleVerdict): boolean => pairs.some((p) => p.verdict === verdict)
  for (const verdict of ['broken', 'ambiguous', 'undetermined'] as const) if (has(verdict)) return verdict
  if (absent) return kind === 'always' ? 'broken' : 'unproven'
  return has('holds') ? 'holds' : 'unproven'
}
