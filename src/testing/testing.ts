/**
 * The entry `cnm-sim/testing`: rules about who reaches whom, their verdicts, and matchers for vitest and jest. It needs
 * neither of them; `cnm-sim/testing/vitest` registers the matchers, `cnm-sim/testing/fast-check` has the arbitraries.
 */

// Rules and verdicts
export { always, never, only, ReachRule, ruleText } from './rules/rule.js'
export type { Reaches, RuleData, Selector, Selectors } from './rules/rule.js'
export { parsePort, portText, tcp, udp } from './rules/port.js'
export type { Port } from './rules/port.js'
export { check } from './check.js'
export type { CheckResult, RuleResult, RuleVerdict } from './check.js'
export { assertRules } from './assertRules.js'
export { checkText, resultText } from './resultText.js'
export { holdsUnder, operationsOn } from './holdsUnder.js'
export type { HoldsUnder, UnderOptions } from './holdsUnder.js'
export { reachability } from './reachability.js'
export type { Reachability } from './verdict/row.js'
export type { Verdict } from './verdict/pair.js'
export type { AttemptEnd, Witness } from './verdict/attempt.js'
export { assumptionText } from './verdict/assumption.js'
export type { Assumption } from './verdict/assumption.js'
export { asStarted } from './subject.js'
export type { Situation, Subject, Tried, WrittenLine } from './subject.js'

// Rule files
export { mustReadRules, readRules } from './file/readRules.js'
export { parseDeny } from './file/arrow.js'
export { problemText } from './file/problem.js'
export type { FilePlace, RuleProblem } from './file/problem.js'

// Matchers for vitest and jest
export { from, Seat } from './matchers/matcher.js'
export { matchers } from './matchers/matchers.js'
export type { CnmMatchers } from './matchers/matchers.js'

// Laws, scripts and planted faults
export { lawProblems, laws } from './laws/laws.js'
export type { Law } from './laws/law.js'
export { DockerScript, labOn } from './script/script.js'
export type { Plan, PlannedContainer, PlannedNetwork } from './script/plan.js'
export { faultNames, plant } from './faults/faults.js'
export type { FaultName } from './faults/faults.js'
