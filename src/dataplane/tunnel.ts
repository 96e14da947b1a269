/**
 * Frames inside packets (Linux drivers/net/vxlan, net/xfrm): which end a frame goes to, the packet that carries it, and where
 * it comes out. The packet's own way is walked like any other. Not modelled: the source port that VXLAN makes of a hash,
 * the outer packet's own size, key rotation.
 */
import { familyOf } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import type { Namespace, TunnelExit } from './namespace.js'
import { DEFAULT_TTL } from './packet.js'
import type { Packet } from './packet.js'
import type { Tunnel } from './segment.js'

/** The other end that the tunnel was told for an address. O(what it was told). */
export const tunnelEnd = ({ ends }: Tunnel, address: Ip): Ip | undefined =>
  ends.find((end) => end.addresses.includes(address))?.via

/** A port of the range that VXLAN takes its source ports from; the walk has no use for different ones. */
const SOURCE_PORT = 50_000

/** The packet that carries a frame to the other end. */
export function outerPacket({ vni, port, source, protection }: Tunnel, via: Ip, packet: Packet): Packet {
  const clear = protection !== 'esp'
  return {
    family: familyOf(via),
    protocol: clear ? 'udp' : 'esp',
    src: source,
    dst: via,
    srcPort: clear ? SOURCE_PORT : 0,
    dstPort: clear ? port : 0,
    ttl: DEFAULT_TTL,
    role: 'request',
    inside: { vni, port, packet },
  }
}

/** How many packets a packet is nested in. The kernel gives up at a few (net/core/dev.c), and so do we. */
export function depthOf(packet: Packet): number {
  return packet.inside ? 1 + depthOf(packet.inside.packet) : 0
}
export const DEEPEST = 4

/** The packet behind an ESP header, where the namespace has the sender's key. */
export function decrypted({ tunnels = [] }: Namespace, packet: Packet): Packet | undefined {
  const { inside } = packet
  const known = tunnels.some(({ keys }) => keys?.includes(packet.src))
  return inside && known
    ? { ...packet, protocol: 'udp', srcPort: SOURCE_PORT, dstPort: inside.port }
    : undefined
}

/** Where the frame inside comes out, by the tunnel's number. */
export const tunnelExit = ({ tunnels = [] }: Namespace, { inside }: Packet): TunnelExit | undefined =>
  tunnels.find(({ vni, port }) => vni === inside?.vni && port === inside.port)
