/**
 * The table of a world's classes, from nothing. Sandboxes are put together first, by number, as that touches each record once; all
 * that comes after is done for classes, which are few.
 */
import type { Env } from '../../cnm/env.js'
import { allSandboxes } from '../../cnm/lookup.js'
import type { SandboxId, World } from '../../cnm/world.js'
import { ClassTable, type ClassQuestion } from './classTable.js'
import type { Kinds } from './kinds.js'
import { surroundings } from './surroundings.js'
import { Ways } from './ways.js'

/** Sandboxes by kind, oldest first. O(endpoints). */
export function membersByKind(world: World, kinds: Kinds): ReadonlyMap<number, SandboxId[]> {
  const { out } = surroundings(world)
  const found = new Map<number, SandboxId[]>()
  for (const sandbox of allSandboxes(world)) {
    const kind = kinds.of(world, sandbox, out)
    const known = found.get(kind)
    if (known === undefined) found.set(kind, [sandbox.id])
    else known.push(sandbox.id)
  }
  return found
}

/** O(endpoints + pairs of classes that share a network), and some ten walks for each shape of network that is new to the env. */
export function begin(env: Env, world: World, asked: ClassQuestion, kinds: Kinds): ClassTable {
  const table = new ClassTable(env, world, asked, waysOf(env, asked), surroundings(world))
  // oldest class first, so that the table stands in the order in which classes are told of
  for (const [kind, members] of membersByKind(world, kinds)) table.enter(kind, new Set(members))
  // these meet everybody, so they wait until everybody is there
  table.walkOdd()
  return table
}

const known = new WeakMap<Env, Map<string, Ways>>()

/**
 * What was walked before holds in all worlds of an env, whose drivers decide what networks are; another env has others.
 * Lives as long as the env; grows with what networks, sockets and published ports there are in different.
 */
function waysOf(env: Env, { protocol, port }: ClassQuestion): Ways {
  const ofEnv = known.get(env) ?? new Map<string, Ways>()
  known.set(env, ofEnv)
  const key = `${protocol} ${port}`
  const ways = ofEnv.get(key) ?? new Ways()
  ofEnv.set(key, ways)
  return ways
}
