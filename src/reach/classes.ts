/**
 * Sandboxes that no question to an address can tell apart, as one class: on the same networks in the same order, with the same options,
 * and nothing that is one's alone. Between two classes one pair answers for all. What is one's alone (published ports, the
 * host's stack, another's files, links, a fixed interface name) makes a class of one, so that the answer stays exact.
 */
import { addressOf } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { allSandboxes, endpointOf, joinedBy, sandboxOf } from '../cnm/lookup.js'
import type { Endpoint, Sandbox, SandboxId, World } from '../cnm/world.js'
import { converse } from '../dataplane/conversation.js'
import type { Question } from '../dataplane/conversation.js'
import { remembered } from '../dataplane/remember.js'

export interface SandboxClass {
  /** Oldest first; never empty. */
  readonly members: readonly SandboxId[]
}

/** A text for each object, made once. */
function textOf<K extends object>(make: (of: K) => string): (of: K) => string {
  const known = new WeakMap<K, string>()
  return (of) => {
    let text = known.get(of)
    if (text === undefined) {
      text = make(of)
      known.set(of, text)
    }
    return text
  }
}
/** Records share what is equal in them, so this is seldom new. */
const json = textOf((value: object) => JSON.stringify(value))

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

/** Equal for two sandboxes exactly when they are of one class. Texts are kept with the records that they are of. */
function signatureOf(world: World, sandbox: Sandbox): string {
  let text = stackOf(sandbox)
  if (text === ALONE) return sandbox.id
  for (const id of sandbox.endpoints) {
    const attachment = attachmentOf(endpointOf(world, id))
    if (attachment === ALONE) return sandbox.id
    text += attachment
  }
  return text
}

/** In the place of a text: there is something that is one's alone. */
const ALONE = ''

/** Parts are told apart by line feeds, which neither JSON nor names of devices have. */
const stackOf = textOf((sandbox: Sandbox): string => {
  const { host, useHost, listeners, publish, filesOf, dns, extraHosts, purpose } = sandbox
  if (useHost || publish.length > 0 || filesOf !== null) return ALONE
  const sockets = listeners.map(({ protocol, port, address, family, frozen, relay }) =>
    [protocol, port, address, family, frozen, relay && `${relay.address} ${relay.port}`].join(' '),
  )
  return [purpose, JSON.stringify(host), sockets.join(), json(dns), json(extraHosts)].join('\n')
})

const attachmentOf = textOf((endpoint: Endpoint): string => {
  if (isSpecial(endpoint)) return ALONE
  const { network, priority, resolution, address4, address6, joinInfo } = endpoint
  const families = Number(address4 !== null) + 2 * Number(address6 !== null)
  const join = joinInfo === null ? '' : json(joinInfo)
  return `\n${network}\n${endpoint.interface}\n${priority} ${resolution} ${families} ${join}`
})

const isSpecial = ({ links, bindings, options, linkLocal, joinInfo }: Endpoint): boolean =>
  links.length + bindings.length + options.length + linkLocal.length > 0 || (joinInfo?.child ?? null) !== null

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
