/** The kernel's hooks in order, for one packet in one namespace: filter, translate, remember. */
import { ACCEPTED, evaluate } from './evaluate.js'
import type { Circumstances, Evaluation } from './evaluate.js'
import { addressOf } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { rulesOf } from './namespace.js'
import { inverse, tupleOf } from './packet.js'
import type { Packet } from './packet.js'
import { interfaceOf, isLocal } from './routing.js'
import type { Rule, TableName } from './rule.js'
import { restoreDestination, restoreSource, sessionOf } from './session.js'
import type { Session } from './session.js'
import type { Stay } from './stay.js'
import type { Ending, Hook } from './trace.js'

export type Passed = { readonly stay: Stay } | { readonly ending: Ending }

const seenFrom = (stay: Stay, out: string): Circumstances => ({
  packet: stay.packet,
  in: stay.in,
  out,
  established: stay.session !== undefined,
  balanced: stay.service !== null,
  isLocal: (address) => isLocal(stay.namespace, address),
  decrypted: stay.decrypted,
})

function consult(stay: Stay, table: TableName, hook: Hook, out: string): Evaluation {
  const rules = rulesOf(stay.namespace, stay.packet.family)
  if (rules === null) return ACCEPTED
  const evaluation = evaluate(rules, table, hook, seenFrom(stay, out))
  if (evaluation.path.length > 0 || evaluation.verdict === 'drop')
    stay.trip.recorder?.step({ kind: 'filter', table, hook, evaluation })
  return evaluation
}

/** A table that can only let pass or drop. */
function filter(stay: Stay, table: 'raw' | 'filter', hook: Hook, out = ''): Passed {
  const { verdict, rule } = consult(stay, table, hook, out)
  if (verdict !== 'drop') return { stay }
  return { ending: { kind: 'dropped', at: stay.namespace.id, table, hook, rule } }
}

function translated(stay: Stay, packet: Packet, rule: Rule | null): Stay {
  stay.trip.recorder?.step({ kind: 'translate', from: tupleOf(stay.packet), to: tupleOf(packet), rule })
  return { ...stay, packet }
}

/** Table mangle, which here only marks packets; the last mark counts. */
function marked(stay: Stay, hook: Hook, out = ''): Stay {
  const { path } = consult(stay, 'mangle', hook, out)
  if (path.length === 0) return stay
  const marks = path.flatMap(({ target }) => (target.kind === 'mark' ? [target.mark] : []))
  return { ...stay, mark: marks.at(-1) ?? stay.mark }
}

/** raw, connection tracking, marks, then destination translation: PREROUTING for what came in, OUTPUT for what was made here. */
export function prerouting(stay: Stay, hook: 'PREROUTING' | 'OUTPUT', out = ''): Passed {
  const passed = filter(stay, 'raw', hook, out)
  if ('ending' in passed) return passed
  const session = sessionOf(stay.sessions, stay.namespace.id, stay.packet)
  const tracked = marked(session ? { ...stay, session } : stay, hook, out)
  if (session) {
    const restored = restoreDestination(stay.packet, session)
    return { stay: restored.dst === stay.packet.dst ? tracked : translated(tracked, restored, null) }
  }
  if (stay.packet.role !== 'request') return { stay: tracked }
  const { rule } = consult(tracked, 'nat', hook, out)
  const to = rule && redirection(tracked, rule)
  return { stay: to ? translated(tracked, { ...stay.packet, ...to }, rule) : tracked }
}

/** Where the rule sends the packet; null: it translates nothing. REDIRECT takes the address of the device that it came by. */
function redirection(stay: Stay, { target }: Rule): Pick<Packet, 'dst' | 'dstPort'> | null {
  if (target.kind === 'dnat') return { dst: target.to, dstPort: target.port }
  if (target.kind !== 'redirect') return null
  const dst = stay.in === '' ? stay.packet.dst : addressOn(stay, stay.in)
  return dst === undefined ? null : { dst, dstPort: target.port }
}

/** Marks, then the filter. */
export const input = (stay: Stay): Passed => filter(marked(stay, 'INPUT'), 'filter', 'INPUT')
export const forward = (stay: Stay, out: string): Passed => filter(stay, 'filter', 'FORWARD', out)
export const output = (stay: Stay, out: string): Passed => filter(stay, 'filter', 'OUTPUT', out)

/** Source translation on the way out by `out`. */
export function postrouting(stay: Stay, out: string): Stay {
  if (stay.session) {
    const restored = restoreSource(stay.packet, stay.session)
    const same = restored.src === stay.packet.src && restored.srcPort === stay.packet.srcPort
    return same ? stay : translated(stay, restored, null)
  }
  if (stay.packet.role !== 'request') return stay
  const { rule } = consult(stay, 'nat', 'POSTROUTING', out)
  if (rule === null) return stay
  const to = rule.target.kind === 'snat' ? rule.target.to : addressOn(stay, out)
  return to === undefined || to === stay.packet.src
    ? stay
    : translated(stay, { ...stay.packet, src: to }, rule)
}

/** The first address of a device: what MASQUERADE takes of the one that the packet leaves by. */
function addressOn(stay: Stay, device: string): Ip | undefined {
  const addresses = interfaceOf(stay.namespace, device)?.addresses.map(addressOf) ?? []
  return addresses.find((a) => familyOf(a) === stay.packet.family)
}

/** What the namespace remembers of the flow once the packet has left it or was delivered in it. */
export const remember = (stay: Stay): readonly Session[] =>
  stay.session || stay.packet.role !== 'request'
    ? stay.sessions
    : [
        ...stay.sessions,
        {
          namespace: stay.namespace.id,
          original: tupleOf(stay.original),
          reply: inverse(stay.packet),
          ...(stay.service && { service: stay.service.id }),
        },
      ]
