/** The matchers, ready for `expect.extend(matchers)` of vitest or jest, and their types for either. */
import type { Port } from '../rules/port.js'
import type { RuleData } from '../rules/rule.js'
import { toBeIsolatedFrom } from './toBeIsolatedFrom.js'
import { toHaveGateway } from './toHaveGateway.js'
import { toMatchReachability } from './toMatchReachability.js'
import { toPublish } from './toPublish.js'
import { toReach } from './toReach.js'
import { toResolve } from './toResolve.js'
import { toSatisfy } from './toSatisfy.js'

/**
 * All of them. Each takes `this.isNot` into account, since "not reachable" wants a positive control and "reachable"
 * none.
 */
export const matchers = {
  toBeIsolatedFrom,
  toHaveGateway,
  toMatchReachability,
  toPublish,
  toReach,
  toResolve,
  toSatisfy,
}

/** What they add to `expect(...)`; `R` is what the runner's matchers give back. */
export interface CnmMatchers<R> {
  /** Everybody of `from(...)` reaches everybody of the target on all the ports. */
  toReach(target: string, ...ports: readonly Port[]): R
  /** Neither reaches the other, though both would answer. */
  toBeIsolatedFrom(other: string): R
  /** Programs there find the name; and, if addresses are given, exactly those. */
  toResolve(name: string, ...addresses: readonly string[]): R
  /** `80`, `'8080:80'`, `'127.0.0.1:8080:80/tcp'` */
  toPublish(spec: string | number): R
  /** It leaves by that network, or by the gateway of that address. */
  toHaveGateway(networkOrAddress: string): R
  /** Who reaches whom, as a table of `yes`, `no` and `-`. */
  toMatchReachability(table: string, ...ports: readonly Port[]): R
  /** Every rule holds. */
  toSatisfy(rules: RuleData | readonly RuleData[]): R
}
