/** The names that an asker's networks publish: what an embedded resolver can find, in the order in which it asks. */
import type { Family } from '../addr/ip.js'
import type { Env } from '../cnm/env.js'
import { joinedBy, networkOf } from '../cnm/lookup.js'
import type { World } from '../cnm/world.js'
import type { NameRecord } from '../dns/names.js'
import { askerOf } from './asker.js'
import type { NamespaceRef } from './asker.js'
import { networkIndex } from './networkIndex.js'
import { resolve } from './resolve.js'
import type { Resolution } from './resolve.js'

export interface Published {
  readonly network: string
  /** Those of the asker's own endpoint are among them. In publication order, name by name. */
  readonly names: readonly NameRecord[]
}

/** A look-up with all that is needed to explain the name. */
export interface NameReport extends Resolution {
  /** Of each network that the asker is on; none for a machine. */
  readonly published: readonly Published[]
}

/** As `resolve`; the published names cost O(names on the asker's networks). Throws for a `from` that the world does not have. */
export function resolveReport(
  env: Env,
  world: World,
  from: NamespaceRef,
  name: string,
  family: Family | 'any' = 'any',
): NameReport {
  const { sandbox } = askerOf(world, from)
  const joined = sandbox === null || sandbox.useHost ? [] : joinedBy(world, sandbox)
  const published = joined.map((endpoint) => {
    const network = networkOf(world, endpoint.network)
    return { network: network.name, names: [...networkIndex(world, network).records.values()].flat() }
  })
  return { ...resolve(env, world, from, name, family), published }
}
