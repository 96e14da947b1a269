/**
 * The kernel's hooks in order, for one packet in one namespace: filter, translate, remember. They change the trip, and return
 * how it ended where they ended it.
 */
import { ACCEPTED, evaluate } from './evaluate.js'
import type { Evaluation } from './evaluate.js'
import { addressOf } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { rulesOf } from './namespace.js'
import { inverse, tupleOf } from './packet.js'
import type { Packet } from './packet.js'
import { interfaceOf } from './routing.js'
import type { Rule, TableName } from './rule.js'
import { restoreDestination, restoreSource, sessionOf } from './session.js'
import type { Session } from './session.js'
import type { Ending, Hook } from './trace.js'
import type { Trip } from './trip.js'

/**
 * What a chain of the kernel's says of the packet. A table that nobody filled accepts, and leaves no step: a trace has what
 * matched. `out`: the device that the packet is about to leave by, where that is settled.
 */
function consult(trip: Trip, table: TableName, hook: Hook, out: string): Evaluation {
  const rules = rulesOf(trip.stack.namespace, trip.packet.family)
  if (rules === null) return ACCEPTED
  trip.out = out
  const evaluation = evaluate(rules, table, hook, trip)
  if (evaluation.path.length > 0 || evaluation.verdict === 'drop')
    trip.recorder?.step({ kind: 'filter', table, hook, evaluation })
  return evaluation
}

/** A table that can only let pass or drop. */
function filter(trip: Trip, table: 'raw' | 'filter', hook: Hook, out = ''): Ending | null {
  const { verdict, rule } = consult(trip, table, hook, out)
  return verdict === 'drop' ? { kind: 'dropped', at: trip.stack.namespace.id, table, hook, rule } : null
}

/** From here on the packet is another one, for this namespace and for those that follow. */
function translate(trip: Trip, packet: Packet, rule: Rule | null): void {
  trip.recorder?.step({ kind: 'translate', from: tupleOf(trip.packet), to: tupleOf(packet), rule })
  trip.packet = packet
}

/** Table mangle, which here only marks packets; the last mark counts. */
function mark(trip: Trip, hook: Hook, out = ''): void {
  for (const { target } of consult(trip, 'mangle', hook, out).path)
    if (target.kind === 'mark') trip.mark = target.mark
}

/** raw, connection tracking, marks, then destination translation: PREROUTING for what came in, OUTPUT for what was made here. */
export function prerouting(trip: Trip, hook: 'PREROUTING' | 'OUTPUT', out = ''): Ending | null {
  const dropped = filter(trip, 'raw', hook, out)
  if (dropped) return dropped
  // the raw table comes first, so its rules see answers as they came in: untracked and untranslated
  const session = sessionOf(trip.sessions, trip.stack.namespace.id, trip.packet)
  trip.session = session
  trip.established = session !== undefined
  mark(trip, hook, out)
  const { packet } = trip
  if (session) {
    // the request had its source translated here, so the answer goes to whoever really asked
    if (session.original.src !== packet.dst) translate(trip, restoreDestination(packet, session), null)
  } else if (packet.role === 'request') {
    // the nat table is asked for the first packet of a flow alone (net/netfilter/nf_nat_core.c nf_nat_inet_fn)
    const { rule } = consult(trip, 'nat', hook, out)
    const to = rule && redirection(trip, rule)
    if (to) translate(trip, { ...packet, ...to }, rule)
  }
  return null
}

/** Where the rule sends the packet; null: it translates nothing. REDIRECT takes the address of the device that it came by. */
function redirection(trip: Trip, { target }: Rule): Pick<Packet, 'dst' | 'dstPort'> | null {
  if (target.kind === 'dnat') return { dst: target.to, dstPort: target.port }
  if (target.kind !== 'redirect') return null
  const dst = trip.in === '' ? trip.packet.dst : addressOn(trip, trip.in)
  return dst === undefined ? null : { dst, dstPort: target.port }
}

/** Marks, then the filter. */
export function input(trip: Trip): Ending | null {
  mark(trip, 'INPUT')
  return filter(trip, 'filter', 'INPUT')
}
/** From another namespace to a further one; on a filtered bridge also from port to port. */
export const forward = (trip: Trip, out: string): Ending | null => filter(trip, 'filter', 'FORWARD', out)
/** What the namespace itself sends, by a device that its route has named already. */
export const output = (trip: Trip, out: string): Ending | null => filter(trip, 'filter', 'OUTPUT', out)

/** Source translation on the way out by `out`. */
export function postrouting(trip: Trip, out: string): void {
  const { packet, session } = trip
  if (session) {
    const { dst, dstPort } = session.original
    // an ICMP error keeps its source: it comes from whoever complains. What it quotes is put back all the same
    if (packet.about) trip.packet = restoreSource(packet, session)
    else if (dst !== packet.src || dstPort !== packet.srcPort)
      translate(trip, restoreSource(packet, session), null)
  } else if (packet.role === 'request') {
    const { rule } = consult(trip, 'nat', 'POSTROUTING', out)
    const src = rule && newSource(trip, rule, out)
    if (src && src !== packet.src) translate(trip, { ...packet, src }, rule)
  }
}

/** What the rule signs the packet with; undefined: it translates nothing. */
const newSource = (trip: Trip, { target }: Rule, out: string): Ip | undefined =>
  target.kind === 'snat' ? target.to : target.kind === 'masquerade' ? addressOn(trip, out) : undefined

/** The first address of a device: what MASQUERADE takes of the one that the packet leaves by. */
function addressOn({ stack, packet }: Trip, device: string): Ip | undefined {
  const own = interfaceOf(stack.namespace, device)?.addresses.find(
    (prefix) => familyOf(prefix) === packet.family,
  )
  return own && addressOf(own)
}

/** The namespace remembers a new flow once its first packet has left it or was delivered in it. */
export function remember(trip: Trip): void {
  const { stack, packet, service } = trip
  if (trip.session || packet.role !== 'request') return
  const session: Session = {
    namespace: stack.namespace.id,
    original: tupleOf(trip.original),
    reply: inverse(packet),
    ...(service && { service: service.id }),
  }
  trip.sessions = [...trip.sessions, session]
}
