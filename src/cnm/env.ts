/** What a world is run with: the drivers. Code, not state, so it is no part of the world. */
import type { Result } from '../addr/result.js'
import type { Driver } from '../drivers/api.js'
import type { ResolverView } from '../dns/resolver.js'
import type { IpamDriver } from '../ipam/driver.js'
import type { CnmError } from './errors.js'
import type { Sandbox, World } from './world.js'

/**
 * The code that a world is run with, by the names that users give: `bridge`, `default`. Put together in `standard.ts`;
 * the same env gives the same answers, and what is derived of a world is remembered by it.
 */
export interface Env {
  readonly drivers: ReadonlyMap<string, Driver>
  readonly ipams: ReadonlyMap<string, IpamDriver>
  /** Changes what the embedded resolver of a sandbox goes by: for resolvers of your own, and for planted faults. */
  readonly resolverView?: (view: ResolverView, world: World, sandbox: Sandbox) => ResolverView
}

/** What a verb gives: the next world with what happened, or the refusal; a refusal changes nothing. */
export type Change<T = unknown> = Result<{ readonly world: World } & T, CnmError>
