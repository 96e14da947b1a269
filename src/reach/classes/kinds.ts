/**
 * The kind of a sandbox, as a number: two have the same when no question to an address can tell one from the other. What is one's
 * alone (published ports, the host's stack, another's files, links, a device below an interface of the host) makes a kind
 * of its own, so that what is said of a kind is exact.
 */
import { isLoopback } from '../../addr/ip.js'
import { endpointOf } from '../../cnm/lookup.js'
import type { Endpoint, HostId, NetworkId, Sandbox, World } from '../../cnm/world.js'
import type { Listener } from '../../dataplane/namespace.js'
import { Numbers } from './numbers.js'
import type { SinglingOut } from './singlingOut.js'

/** A record that was numbered, and its number; the next one of that host or network is most often like it. */
interface Numbered<T> {
  readonly record: T
  readonly number: number
}

/** May be kept from world to world: what a number stands for does not change. Grows with what is different. */
export class Kinds {
  readonly #numbers = new Numbers()
  readonly #stacks = new Map<HostId, Numbered<Sandbox>>()
  readonly #attachments = new Map<NetworkId, Numbered<Endpoint>>()
  #stack: Numbered<Sandbox> | undefined
  #attachment: Numbered<Endpoint> | undefined
  /** Parts that many records share as objects. */
  readonly #parts = new WeakMap<object, number>()

  /** `out`: what tells endpoints of that world apart by their addresses. O(endpoints of the sandbox). */
  of(world: World, sandbox: Sandbox, out: SinglingOut): number {
    let kind = this.#stackOf(sandbox)
    let before = -1
    for (const id of sandbox.endpoints) {
      const endpoint = endpointOf(world, id)
      kind = this.#numbers.ofPair(kind, this.#attachmentOf(endpoint, out))
      // the list is in the order of gateways; interfaces stand in that of the joins, which is seldom another
      if (endpoint.joinedAt < before) kind = this.#numbers.ofPair(kind, placeOf(world, sandbox, endpoint))
      before = endpoint.joinedAt
    }
    return kind
  }

  /** Everything that is not about networks. DNS settings are no matter of addresses, yet users would not call such containers alike. */
  #stackOf(sandbox: Sandbox): number {
    const { host } = sandbox
    const alone = isAlone(sandbox)
    // most sandboxes are like the one before, or like the last one of their host
    const last = this.#stack?.record.host === host ? this.#stack : this.#stacks.get(host)
    if (!alone && last !== undefined && sameStack(last.record, sandbox)) {
      this.#stack = last
      return last.number
    }
    const numbers = this.#numbers
    let number = numbers.ofText(`${sandbox.purpose} ${host}`)
    number = numbers.ofPair(number, this.#partOf(sandbox.dns))
    number = numbers.ofPair(number, this.#partOf(sandbox.extraHosts))
    for (const listener of sandbox.listeners) number = numbers.ofPair(number, this.#socketOf(listener))
    // the next one cannot be like it, so it is not kept to compare with
    if (alone) return numbers.ofPair(number, numbers.ofText(ownStack(sandbox)))
    this.#stack = { record: sandbox, number }
    this.#stacks.set(host, this.#stack)
    return number
  }

  #socketOf({ protocol, port, address, family, frozen, relay }: Listener): number {
    const at = [protocol, port, address, family, frozen, relay?.address, relay?.port]
    return this.#numbers.ofText(at.join(' '))
  }

  /** Everything about one network, but for the address: `out` says where that matters. */
  #attachmentOf(endpoint: Endpoint, out: SinglingOut): number {
    const { network } = endpoint
    const special = isSpecial(endpoint)
    const last =
      this.#attachment?.record.network === network ? this.#attachment : this.#attachments.get(network)
    const tell = out.size === 0 ? undefined : out.get(network)
    if (!special && tell === undefined && last !== undefined && sameAttachment(last.record, endpoint)) {
      this.#attachment = last
      return last.number
    }
    const { priority, resolution, joinInfo } = endpoint
    const numbers = this.#numbers
    const place = numbers.ofText(`${endpoint.interface} ${priority} ${resolution} ${familiesOf(endpoint)}`)
    let number = numbers.ofPair(numbers.ofText(network), place)
    if (joinInfo !== null) number = numbers.ofPair(number, this.#partOf(joinInfo))
    if (special) return numbers.ofPair(number, numbers.ofText(ownAttachment(endpoint)))
    const singled = tell?.(endpoint) ?? ''
    if (singled !== '') number = numbers.ofPair(number, numbers.ofText(singled))
    else {
      this.#attachment = { record: endpoint, number }
      this.#attachments.set(network, this.#attachment)
    }
    return number
  }

  /** Equal parts are most often one object; after a trip through JSON they are not, and are compared as texts. */
  #partOf(part: object): number {
    let number = this.#parts.get(part)
    if (number === undefined) this.#parts.set(part, (number = this.#numbers.ofText(JSON.stringify(part))))
    return number
  }
}

/** Equal, as far as records share what is equal in them. No: it is numbered part by part, which finds out. */
function sameStack(a: Sandbox, b: Sandbox): boolean {
  if (a.purpose !== b.purpose || a.dns !== b.dns || a.extraHosts !== b.extraHosts) return false
  const { length } = a.listeners
  if (length !== b.listeners.length) return false
  for (let i = 0; i < length; i++) if (!sameSocket(a.listeners[i], b.listeners[i])) return false
  return true
}

/** But for the owner. */
const sameSocket = (a: Listener | undefined, b: Listener | undefined): boolean =>
  a === b ||
  (a?.port === b?.port &&
    a?.protocol === b?.protocol &&
    a?.address === b?.address &&
    a?.family === b?.family &&
    a?.frozen === b?.frozen &&
    a?.relay === b?.relay)

const sameAttachment = (a: Endpoint, b: Endpoint): boolean =>
  a.joinInfo === b.joinInfo &&
  a.interface === b.interface &&
  a.priority === b.priority &&
  a.resolution === b.resolution &&
  familiesOf(a) === familiesOf(b)

/** 1: IPv4, 2: IPv6, 3: both. */
const familiesOf = ({ address4, address6 }: Endpoint): number =>
  (address4 === null ? 0 : 1) + (address6 === null ? 0 : 2)

/** To an address that others of its network cannot have; a loopback address everybody has. */
export const isBoundToOne = ({ address }: Listener): boolean => address !== null && !isLoopback(address)

/** Published ports, the host's own stack, files of another one, a socket on an address of its own: nobody else has the same. */
const isAlone = ({ useHost, publish, filesOf, listeners }: Sandbox): boolean =>
  useHost || publish.length > 0 || filesOf !== null || listeners.some(isBoundToOne)

/** What is one's alone, so that another kind is seen when it changes, with the id, so that nobody shares it. */
const ownStack = ({ id, useHost, publish, filesOf }: Sandbox): string =>
  JSON.stringify([id, useHost, publish, filesOf])
const ownAttachment = ({ id, links, bindings, options, linkLocal }: Endpoint): string =>
  JSON.stringify([id, links, bindings, options, linkLocal])

/** Links, ports, options, addresses of its own, or a device below one of the host's. */
const isSpecial = ({ links, bindings, options, linkLocal, joinInfo }: Endpoint): boolean =>
  links.length + bindings.length + options.length + linkLocal.length > 0 || (joinInfo?.child ?? null) !== null

/** How many of the sandbox's endpoints joined before that one. */
const placeOf = (world: World, { endpoints }: Sandbox, { joinedAt }: Endpoint): number =>
  endpoints.reduce((place, id) => place + (endpointOf(world, id).joinedAt < joinedAt ? 1 : 0), 0)
