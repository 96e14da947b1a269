/**
 * Sandboxes that no question to an address can tell apart, as one class: on the same networks in the same order, with the same options,
 * and nothing that is one's alone. Between two classes one pair answers for all. What is one's alone (published ports, the
 * host's stack, another's files, links, a fixed interface name) makes a class of one, so that the answer stays exact.
 */
import { addressOf } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { allSandboxes, joinedBy, sandboxOf } from '../cnm/lookup.js'
import type { Endpoint, Sandbox, SandboxId, World } from '../cnm/world.js'
import { converse } from '../dataplane/conversation.js'
import type { Question } from '../dataplane/conversation.js'
import { remembered } from '../dataplane/remember.js'

export interface SandboxClass {
  /** Oldest first; never empty. */
  readonly members: readonly SandboxId[]
}

const derived = remembered((world: World): readonly SandboxClass[] => {
  const classes = new Map<string, SandboxId[]>()
  for (const sandbox of allSandboxes(world)) {
    const signature = signatureOf(world, sandbox)
    const known = classes.get(signature)
    if (known) known.push(sandbox.id)
    else classes.set(signature, [sandbox.id])
  }
  return [...classes.values()].map((members) => ({ members }))
})

/** The classes of all sandboxes, oldest first. O(endpoints); O(1) when the same world is asked again. */
export const classes = (world: World): readonly SandboxClass[] => derived(world)

/** Equal for two sandboxes exactly when they are of one class. */
function signatureOf(world: World, sandbox: Sandbox): string {
  const { id, host, useHost, listeners, publish, filesOf, dns, extraHosts, purpose } = sandbox
  const joined = joinedBy(world, sandbox)
  const alone = useHost || publish.length > 0 || filesOf !== null || joined.some(isSpecial)
  if (alone) return id
  const sockets = listeners.map(({ protocol, port, address, family, frozen, relay }) =>
    JSON.stringify([protocol, port, address, family, frozen, relay]),
  )
  return JSON.stringify([host, purpose, sockets, dns, extraHosts, joined.map(attachmentOf)])
}

const isSpecial = ({ links, bindings, options, linkLocal, joinInfo }: Endpoint): boolean =>
  links.length + bindings.length + options.length + linkLocal.length > 0 || (joinInfo?.child ?? null) !== null

const attachmentOf = ({ network, priority, resolution, address4, address6, joinInfo, ...rest }: Endpoint) => [
  network,
  rest.interface,
  priority,
  resolution,
  address4 !== null,
  address6 !== null,
  joinInfo,
]

const addressesOf = (world: World, sandbox: SandboxId): readonly Ip[] =>
  joinedBy(world, sandboxOf(world, sandbox)).flatMap(({ address4, address6 }) =>
    [address4, address6].flatMap((address) => (address === null ? [] : addressOf(address))),
  )

/**
 * Whether any member of `from` reaches any other member of `to`, by each of its addresses: network by network, IPv4 before
 * IPv6. Null: there is no such pair, since both are the one sandbox. A conversation for each address.
 */
export function reachesClass(
  env: Env,
  world: World,
  from: SandboxClass,
  to: SandboxClass,
  asked: Pick<Question, 'protocol' | 'port'> = { protocol: 'icmp', port: 0 },
): readonly boolean[] | null {
  const [asker] = from.members
  const target = to.members.find((member) => member !== asker)
  if (asker === undefined || target === undefined) return null
  const { id, host, useHost } = sandboxOf(world, asker)
  const plane = dataPlane(env, world)
  return addressesOf(world, target).map(
    (address) =>
      converse(plane, { from: useHost ? host : id, to: address, ...asked }).outcome.kind === 'answered',
  )
}
