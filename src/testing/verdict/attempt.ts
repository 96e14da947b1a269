/** One try to get from one party to another by one door, and whether that try could have failed at all. */
import { dataPlane } from '../../cnm/dataPlane.js'
import { converse, type Conversation } from '../../dataplane/conversation.js'
import type { DataPlane } from '../../dataplane/plane.js'
import { connect } from '../../reach/connect.js'
import { explain, explainTrace } from '../../reach/explain.js'
import { ping } from '../../reach/ping.js'
import type { Report } from '../../reach/report.js'
import { portText, samePort, type Port } from '../rules/port.js'
import type { Situation, WrittenLine } from '../subject.js'
import type { Door, Party } from './party.js'

/**
 * - `reached`: the target answered
 * - `open`: the packet came to the target, and only for want of somebody who listens there was no answer
 * - `blocked`: it did not, though the target answers itself at that door
 * - `untested`: it did not, but the target does not even answer itself, so this proves little
 */
export type AttemptEnd = 'reached' | 'open' | 'blocked' | 'untested'

/** One try and how it ended, without its trace: `witnessOf` walks it again where somebody wants to read it. */
export interface Attempt {
  readonly from: Party
  readonly to: Party
  readonly door: Door
  readonly end: AttemptEnd
}

/** The doors that matter for a port, its own and where it is published; null: every door there is. */
export function doorsFor({ doors, addresses }: Party, port: Port | null): readonly Door[] {
  if (port === null) return doors
  const own = addresses.map((address): Door => ({
    address,
    port,
    inner: port,
    published: false,
    picked: false,
  }))
  const isIt = (other: Port | null): boolean => other !== null && samePort(other, port)
  return [...own, ...doors.filter((d) => d.published && (isIt(d.inner) || isIt(d.port)))]
}

/** Try one door. Two walks, or twice as many when the first ones fail. */
export function attempt({ env, world }: Situation, from: Party, to: Party, door: Door): Attempt {
  const plane = dataPlane(env, world.cnm)
  const conversation = ask(plane, from, door.address, door.port)
  return { from, to, door, end: endOf(plane, conversation, to, door) }
}

/**
 * From the packets to a verdict on this one door. Where a request came to says more than whether an answer came back.
 */
function endOf(plane: DataPlane, conversation: Conversation, to: Party, door: Door): AttemptEnd {
  if (arrivedAt(conversation) === to.namespace) {
    if (conversation.outcome.kind === 'answered') return 'reached'
    // an answer that is lost on its way back is a wall, too
    if (lastOf(conversation).request.ending.kind !== 'accepted') return 'open'
  }
  return answersItself(plane, to, door) ? 'blocked' : 'untested'
}

/** The positive control: from within the target's own network stack the door must work. */
function answersItself(plane: DataPlane, to: Party, { address, inner, published }: Door): boolean {
  const own = published ? to.addresses[0] : address
  return own !== undefined && ask(plane, to, own, inner).outcome.kind === 'answered'
}

/** Two walks and no trace: the request, and the answer. */
const ask = (plane: DataPlane, from: Party, to: Door['address'], port: Port | null): Conversation =>
  converse(
    plane,
    { from: from.namespace, to, protocol: port?.protocol ?? 'icmp', port: port?.port ?? 0 },
    false,
  )

/** Where the request came to, behind all relays, if anything there took notice of it. */
function arrivedAt(conversation: Conversation): string | null {
  const { ending } = lastOf(conversation).request
  const arrived = ending.kind === 'accepted' || ending.kind === 'refused' || ending.kind === 'frozen'
  return arrived ? ending.at : null
}

/** docker-proxy answers one connection and makes another: the last one in the row is with the target. */
function lastOf(conversation: Conversation): Conversation {
  let last = conversation
  while (last.relayed) last = last.relayed
  return last
}

/** A try told in full: for a failure message, or to be drawn. */
export interface Witness {
  readonly from: string
  readonly to: string
  /** `172.18.0.3 (ping)`, `192.0.2.11 port 8080/tcp` */
  readonly by: string
  readonly end: AttemptEnd
  readonly report: Report
  /** One to three sentences. */
  readonly explanation: string
  /** Hop by hop, one line a step. */
  readonly trace: readonly string[]
  /** The lines that it hangs on, where the subject knows them. */
  readonly places: readonly WrittenLine[]
}

/** `compose.yaml:7:23: web joins network back` */
export const lineText = ({ place: { file, line, column }, says }: WrittenLine): string =>
  `${file}:${line}:${column}: ${says}`

/** The try once more, with its trace kept. */
export function witnessOf({ env, world, written }: Situation, { from, to, door, end }: Attempt): Witness {
  const report =
    door.port === null
      ? ping(env, world.cnm, from.ref, door.address)
      : connect(env, world.cnm, from.ref, door.address, door.port.port, door.port.protocol)
  return {
    from: from.label,
    to: to.label,
    by: doorText(door),
    end,
    report,
    explanation: explain(report),
    trace: report.conversation ? explainTrace(report.conversation) : [],
    places:
      written?.({ from: from.label, to: to.label, port: report.port, reached: end === 'reached' }) ?? [],
  }
}

/** The door as a reader would type it. */
export const doorText = ({ address, port, published }: Door): string =>
  port === null ? `${address} (ping)` : `${address} port ${portText(port)}${published ? ' (published)' : ''}`
