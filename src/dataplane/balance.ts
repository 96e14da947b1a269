/**
 * Load balancing as Linux IPVS does it (net/netfilter/ipvs): a virtual service takes the packets with its firewall mark that
 * are for the namespace itself, and gives each new connection to the next of its real servers. Not modelled: other
 * schedulers than round robin, persistence, direct routing, services by address and port instead of a mark.
 */
import type { Ip } from '../addr/ip.js'
import type { Cause } from './cause.js'

/** Where connections go. The port stays what it is. */
export interface RealServer {
  readonly address: Ip
  /** 0: it gets no new connection, as one that is about to stop. */
  readonly weight: number
}

export interface VirtualService {
  /** Its own in the whole plane: connections are counted by it. */
  readonly id: string
  /** What people call it. */
  readonly label: string
  /** The firewall mark that the rules of table mangle put on its packets. */
  readonly mark: number
  /** In the scheduler's order. The kernel puts new ones in front (ip_vs_ctl.c ip_vs_add_dest), so the newest is first. */
  readonly servers: readonly RealServer[]
  readonly cause: Cause
}

/** How many connections each virtual service, by id, has taken before: part of the question who answers. */
export type Earlier = ReadonlyMap<string, number>

export const nothingEarlier: Earlier = new Map()

/** `earlier` with one more connection for each of those services. */
export const withConnections = (earlier: Earlier, services: readonly string[]): Earlier =>
  services.reduce((counts, id) => new Map(counts).set(id, (counts.get(id) ?? 0) + 1), earlier)

/**
 * The server of the next connection, round robin (ip_vs_rr.c): of k servers with a weight, any k connections in a row go to
 * k different ones. undefined: there is none. O(servers).
 */
export function nextServer({ id, servers }: VirtualService, earlier: Earlier): RealServer | undefined {
  const open = servers.filter(({ weight }) => weight > 0)
  return open[(earlier.get(id) ?? 0) % open.length]
}
