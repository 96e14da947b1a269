/** What an observer on a LAN sees of a conversation, line by line as tcpdump prints it: VLAN tags, tunnels in clear, or ESP's ciphertext. */
import type { Conversation } from '../dataplane/conversation.js'
import type { Packet } from '../dataplane/packet.js'
import { tagOn } from '../dataplane/segment.js'
import type { Trace } from '../dataplane/trace.js'
import { packetText } from './explain/step.js'

/** The packets that crossed the segment of that label, in their order; those of tunnels too. O(steps of the traces). */
export function capture({ request, answer, relayed }: Conversation, segment: string): readonly string[] {
  return [
    ...seenOf(request, segment),
    ...(relayed ? capture(relayed, segment) : []),
    ...(answer ? seenOf(answer, segment) : []),
  ]
}

function seenOf({ hops }: Trace, segment: string): readonly string[] {
  return hops.flatMap(({ packet, steps }) => {
    // as it left: translations on the way out have been noted before
    let sent = packet
    return steps.flatMap((step) => {
      if (step.kind === 'translate') sent = { ...sent, ...step.to }
      if (step.kind === 'tunnel') return seenOf(step.outer, segment)
      // what goes from one child of an interface to another does not leave the host
      const tag = step.kind === 'neighbour' && !step.within ? tagOn(segment, step.segment) : null
      return tag === null ? [] : [`${tag === '' ? '' : `${tag}: `}${frameText(sent)}`]
    })
  })
}

/** The frame inside is shown where it travels in clear. */
export function frameText(packet: Packet): string {
  const { inside } = packet
  if (!inside) return packetText(packet)
  return packet.protocol === 'esp'
    ? `${packet.src} -> ${packet.dst} ESP, encrypted`
    : `${packet.src} -> ${packet.dst} UDP port ${inside.port}, VXLAN ${inside.vni}: ${packetText(inside.packet)}`
}
