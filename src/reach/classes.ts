/**
 * Sandboxes that no question to an address can tell apart, as one class: on the same networks in the same order, with the same options,
 * and nothing that is one's alone. Between two classes one pair answers for all. What is one's alone (published ports, the
 * host's stack, another's files, links, a fixed interface name) makes a class of one, so that the answer stays exact.
 */
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { sandboxOf } from '../cnm/lookup.js'
import type { SandboxId, World } from '../cnm/world.js'
import type { Question } from '../dataplane/conversation.js'
import { remembered } from '../dataplane/remember.js'
import { membersByKind } from './classes/begin.js'
import { Kinds } from './classes/kinds.js'
import { answersItself, stackOf } from './itself.js'
import { sandboxPlace } from './place.js'

export interface SandboxClass {
  /** Oldest first; never empty. */
  readonly members: readonly SandboxId[]
}

const derived = remembered((world: World): readonly SandboxClass[] =>
  Array.from(membersByKind(world, new Kinds()).values(), (members) => ({ members })),
)

/** The classes of all sandboxes, oldest first. O(endpoints); O(1) when the same world is asked again. */
export const classes = (world: World): readonly SandboxClass[] => derived(world)

/**
 * Whether any member of `from` reaches any other member of `to`, by each of its addresses in the order of its place: that very
 * sandbox answers, and not another one that has the address where the packet comes by. Null: there is no such pair, since both
 * are the one sandbox. A conversation for each address.
 */
export function reachesClass(
  env: Env,
  world: World,
  from: SandboxClass,
  to: SandboxClass,
  asked: Pick<Question, 'protocol' | 'port'> = PING,
): readonly boolean[] | null {
  const [asker] = from.members
  const target = to.members.find((member) => member !== asker)
  if (asker === undefined || target === undefined) return null
  const plane = dataPlane(env, world)
  const [source, goal] = [sandboxOf(world, asker), sandboxOf(world, target)]
  return sandboxPlace(world, goal).addresses.map((address) =>
    answersItself(plane, goal, { from: stackOf(source), to: address, ...asked }),
  )
}

const PING = { protocol: 'icmp', port: 0 } as const
