/** Each step of a trace as one line: for those who want to see all of a packet's way. */
import type { Family } from '../../addr/ip.js'
import type { Cause } from '../../dataplane/cause.js'
import { ruleText } from '../../dataplane/iptables.js'
import type { Packet, Tuple } from '../../dataplane/packet.js'
import type { Hop, Step } from '../../dataplane/trace.js'
import { routeLine } from '../print/route.js'

export const hopLine = ({ label, in: input, out, packet }: Hop): string =>
  [label, input && `in ${input}`, out && `out ${out}`, packetText(packet)]
    .filter((part) => part !== '')
    .join('  ')

export const packetText = (packet: Packet): string => {
  const what = packet.role === 'request' ? '' : packet.role === 'reply' ? ' reply' : ' error'
  return `${packet.protocol}${what} ${tupleText(packet)} ttl ${packet.ttl}`
}

const socket = (address: string, port: number): string =>
  port === 0 ? address : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`

const tupleText = ({ src, srcPort, dst, dstPort }: Tuple): string =>
  `${socket(src, srcPort)} -> ${socket(dst, dstPort)}`

const signature = ({ purpose, network, endpoint }: Cause): string =>
  [purpose, network && `network ${network}`, endpoint && `endpoint ${endpoint}`]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')

const rivalry = (rivals: readonly string[]): string =>
  rivals.length === 0 ? '' : `, for which ${rivals.join(' and ')} answer: whoever is first gets the packet`

export function stepLine(step: Step, family: Family): string {
  switch (step.kind) {
    case 'filter': {
      const { verdict, rule, path } = step.evaluation
      const rules = path.map((each) => ruleText(each, family)).join(' ; ')
      const why = rule ? `${rules} [${signature(rule.cause)}]` : 'the policy of the chain'
      return `${step.table} ${step.hook} ${verdict}: ${why}`
    }
    case 'route':
      return `route ${routeLine(step.route).trim()} [${signature(step.route.cause)}]`
    case 'local':
      return `local ${step.address}`
    case 'neighbour':
      return `neighbour ${step.address} on ${step.segment}${rivalry(step.rivals)}`
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
    case 'listener': {
      const { owner, protocol, port, frozen } = step.listener
      return `listener ${owner} on ${protocol} port ${port}${frozen ? ', paused' : ''}`
    }
  }
}
