/** A packet, as far as it decides who reaches whom. Not modelled: fragments, options, sequence numbers, payload. */
import type { Family, Ip } from '../addr/ip.js'

/** Transport of a packet; `icmp` stands for ICMPv6 too when the family is 6, `esp` for a packet whose inside is ciphertext. */
export type Protocol = 'icmp' | 'tcp' | 'udp' | 'sctp' | 'esp'

/** What the packet does in its conversation: open it, answer it, or report that a router gave up on it. */
export type Role = 'request' | 'reply' | 'error'

export interface Packet {
  readonly family: Family
  readonly protocol: Protocol
  readonly src: Ip
  readonly dst: Ip
  /** Transport ports; 0 where the protocol has none (ICMP). */
  readonly srcPort: number
  readonly dstPort: number
  /** Hop limit; a router that would bring it to 0 drops the packet. */
  readonly ttl: number
  readonly role: Role
  /** Of an ICMP error: the packet that it is about, as the complaining router saw it. */
  readonly about?: Packet
  /** Of a tunnel's packet: the frame inside, as who can read it sees it. */
  readonly inside?: Inside
}

/** A frame in a tunnel's packet. */
export interface Inside {
  /** Which of the tunnel's networks it belongs to (VXLAN network identifier). */
  readonly vni: number
  /** UDP port at which the tunnel ends, which ESP hides. */
  readonly port: number
  readonly packet: Packet
}

/** The addresses and ports by which connection tracking knows a flow. */
export interface Tuple {
  readonly protocol: Protocol
  readonly src: Ip
  readonly dst: Ip
  readonly srcPort: number
  readonly dstPort: number
}

export const tupleOf = ({ protocol, src, dst, srcPort, dstPort }: Tuple): Tuple => ({
  protocol,
  src,
  dst,
  srcPort,
  dstPort,
})

/** The tuple of the answer to `tuple`. */
export const inverse = ({ protocol, src, dst, srcPort, dstPort }: Tuple): Tuple => ({
  protocol,
  src: dst,
  dst: src,
  srcPort: dstPort,
  dstPort: srcPort,
})

export const sameTuple = (a: Tuple, b: Tuple): boolean =>
  a.protocol === b.protocol &&
  a.src === b.src &&
  a.dst === b.dst &&
  a.srcPort === b.srcPort &&
  a.dstPort === b.dstPort

/** The answer that the receiver of a request sends: source and destination swapped, a fresh hop limit. */
export const replyTo = ({ family, protocol, src, dst, srcPort, dstPort }: Packet): Packet => ({
  family,
  protocol,
  src: dst,
  dst: src,
  srcPort: dstPort,
  dstPort: srcPort,
  ttl: DEFAULT_TTL,
  role: 'reply',
})

/** Linux's net.ipv4.ip_default_ttl. */
export const DEFAULT_TTL = 64
