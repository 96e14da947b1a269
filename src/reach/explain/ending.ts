/** Why a packet's way ended, as one sentence for each kind of ending. docs/endings.md is the reference. */
import { familyOf } from '../../addr/ip.js'
import type { Family } from '../../addr/ip.js'
import type { Barrier } from '../../dataplane/carriage.js'
import { ruleText } from '../../dataplane/iptables.js'
import type { Packet } from '../../dataplane/packet.js'
import type { Rule } from '../../dataplane/rule.js'
import type { Ending, Undelivered } from '../../dataplane/trace.js'
import type { LabelOf } from './labels.js'
import { purposePhrase } from './purpose.js'

/** A sentence without a full stop. `packet` is as it came to where it ended. */
export function endingPhrase(ending: Ending, packet: Packet, labelOf: LabelOf): string {
  const at = labelOf(ending.at)
  switch (ending.kind) {
    case 'accepted':
      return ending.listener
        ? `${at} took the packet: ${ending.listener.owner} listens on ${ending.listener.protocol} port ${ending.listener.port}`
        : `${at} took the packet`
    case 'refused':
      return `${at} got the packet, but nothing listens on ${portOf(packet)} there`
    case 'no-server':
      return `${at} balances the connections to ${ending.service.label}, and has no server that takes a new one`
    case 'frozen':
      return `${at} took the connection, but ${ending.listener.owner} is paused and never answers`
    case 'dropped':
      return ending.rule
        ? `${at} drops the packet by ${ruleWords(ending.rule, packet.family)}`
        : `${at} drops the packet, as no rule of ${ending.table} ${ending.hook} accepts it and the chain's policy is DROP`
    case 'no-route':
      return `${at} has no route to ${ending.destination}`
    case 'no-source-address':
      return `${at} has a route to ${ending.destination}, but no IPv${familyOf(ending.destination)} address to send from`
    case 'neighbour-unreachable':
      return `nobody answers for ${ending.address} on ${ending.device} of ${at}`
    case 'not-carried':
      return `${ending.owner} has ${ending.address}, but no frame from ${ending.device} of ${at} gets there: ${barrierWords(ending.barrier)}`
    case 'link-down':
      return `${ending.device} of ${at} is down or unplugged`
    case 'not-forwarding':
      return `${at} got the packet for ${ending.destination}, which is none of its addresses, and forwards nothing`
    case 'martian':
      return `${at} drops the packet, as the loopback address ${ending.address} must not come in from outside`
    case 'tunnel-lost':
      return `${at} sent it through the tunnel ${ending.device} to ${ending.via}, and that packet does not arrive: ${endingPhrase(ending.outer, packet, labelOf)}`
    case 'not-decapsulated':
      return `${at} got it through the tunnel of VXLAN ${ending.vni}, and ${UNDELIVERED[ending.why]}`
    case 'ttl-exceeded':
      return `the packet's hop limit ran out at ${at}`
  }
}

/** Behind the tunnel: what its other end lacks. */
const UNDELIVERED = {
  'cannot-decrypt': 'has no key to decrypt it',
  'no-network': 'uses no such network',
  nobody: 'nobody there has the address any more',
} as const satisfies Readonly<Record<Undelivered, string>>

/** See dataplane/carriage.ts for what the kernel does. */
function barrierWords(barrier: Barrier): string {
  switch (barrier) {
    case 'parent':
      return 'the kernel keeps an interface and those that hang below it (macvlan, ipvlan) apart'
    case 'private':
      return 'the mode private keeps the interfaces below one parent apart'
    case 'not-reflected':
      return 'it leaves by their common parent, and the switch sends nothing back to where it came from'
  }
}

/** A rule as iptables text, its place, and what it is there for. */
export const ruleWords = (rule: Rule, family: Family): string =>
  `\`${ruleText(rule, family)}\` in table ${rule.table} (${purposePhrase(rule.cause)})`

/** What a program would have to listen on; a ping is for the address itself. */
const portOf = ({ protocol, dstPort, dst }: Packet): string =>
  protocol === 'icmp' ? dst : `${protocol} port ${dstPort}`
