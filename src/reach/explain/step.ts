/** Each step of a trace as one line: for those who want to see all of a packet's way. */
import type { Family } from '../../addr/ip.js'
import type { Cause } from '../../dataplane/cause.js'
import type { Evaluation } from '../../dataplane/evaluate.js'
import { ruleText } from '../../dataplane/iptables.js'
import type { Route } from '../../dataplane/namespace.js'
import type { Packet, Tuple } from '../../dataplane/packet.js'
import { remembered } from '../../dataplane/remember.js'
import type { Hop, Step } from '../../dataplane/trace.js'
import { routeLine } from '../print/route.js'

/** Where the packet was, by which devices it came and went, and what it was when it came. */
export function hopLine({ label, in: input, out, packet }: Hop): string {
  const by = `${input === '' ? '' : `  in ${input}`}${out === '' ? '' : `  out ${out}`}`
  return `${label}${by}  ${packetText(packet)}`
}

const ROLES = { request: '', reply: ' reply', error: ' error' } as const

/** As tcpdump would show it, with the hop limit: `icmp reply 172.18.0.3 -> 172.18.0.2 ttl 64`. */
export const packetText = (packet: Packet): string =>
  `${packet.protocol}${ROLES[packet.role]} ${tupleText(packet)} ttl ${packet.ttl}`

/** ICMP has no ports; an IPv6 address wants brackets before one. */
const socket = (address: string, port: number): string =>
  port === 0 ? address : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`

const tupleText = ({ src, srcPort, dst, dstPort }: Tuple): string =>
  `${socket(src, srcPort)} -> ${socket(dst, dstPort)}`

// Facts are written out once: whoever asks again meets the same ones.

/** Why the fact is there and on whose account: what a user has to change to be rid of it. */
const signature = remembered(({ purpose, network = '', endpoint = '' }: Cause): string =>
  [purpose, network && `network ${network}`, endpoint && `endpoint ${endpoint}`]
    .filter((part) => part !== '')
    .join(', '),
)

const routeText = remembered(
  (route: Route): string => `route ${routeLine(route).trim()} [${signature(route.cause)}]`,
)

/** An address that was given twice: Linux takes the first answer to its question, and so does the walk. */
const rivalry = (rivals: readonly string[]): string =>
  rivals.length === 0 ? '' : `, for which ${rivals.join(' and ')} answer: whoever is first gets the packet`

/** The rules that led to the verdict, jumps first, as iptables would print them. */
function filterText({ verdict, rule, path }: Evaluation, family: Family): string {
  // rules that only mark a packet are met and decide nothing
  const last = rule ?? path.at(-1)
  if (!last) return `${verdict}: the policy of the chain`
  let rules = ''
  for (const each of path) rules += `${rules === '' ? '' : ' ; '}${ruleText(each, family)}`
  return `${verdict}: ${rules} [${signature(last.cause)}]${rule ? '' : ', then the policy of the chain'}`
}

export function stepLine(step: Step, family: Family): string {
  switch (step.kind) {
    case 'filter':
      return `${step.table} ${step.hook} ${filterText(step.evaluation, family)}`
    case 'route':
      return routeText(step.route)
    case 'local':
      return `local ${step.address}`
    case 'neighbour':
      return step.within
        ? `neighbour ${step.address} below the same ${step.within.interface} of ${step.within.namespace}, which the frame does not leave${rivalry(step.rivals)}`
        : `neighbour ${step.address} on ${step.segment}${rivalry(step.rivals)}`
    case 'translate': {
      const by = step.rule ? `[${signature(step.rule.cause)}]` : '[undone]'
      return `translate ${tupleText(step.from)} to ${tupleText(step.to)} ${by}`
    }
    case 'balance': {
      const { service, server, earlier } = step
      return `balance ${service.label}: connection ${earlier + 1} goes to ${server.address}, of ${service.servers.length} [${signature(service.cause)}]`
    }
    case 'tunnel': {
      const { tunnel, address, via, outer } = step
      const how = tunnel.protection === 'esp' ? 'ESP' : `UDP port ${tunnel.port}`
      return `tunnel ${tunnel.device}: frame for ${address} to ${via} in VXLAN ${tunnel.vni}, ${how}, ${outer.ending.kind} [${signature(tunnel.cause)}]`
    }
    case 'decrypt': {
      const { port, vni } = step.inside
      return `decrypt ESP from ${step.from}: UDP port ${port}, VXLAN ${vni}`
    }
    case 'listener': {
      const { owner, protocol, port, frozen } = step.listener
      return `listener ${owner} on ${protocol} port ${port}${frozen ? ', paused' : ''}`
    }
  }
}
