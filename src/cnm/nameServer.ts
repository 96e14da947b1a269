/** The sockets of a machine's DNS server. What it answers is the machine's zone. */
import { addressOf } from '../addr/cidr.js'
import type { Listener } from '../dataplane/namespace.js'
import type { Host } from './world.js'
import { machineCause } from './world.js'

/** RFC 1035. The world's other machines answer names here; containers ask their own resolver first. */
const DNS_PORT = 53

/** On each address of the machine that is on a LAN, over UDP and TCP; none on a machine without a zone. */
export const nameServer = ({
  id,
  interfaces,
  zone,
}: Pick<Host, 'id' | 'interfaces' | 'zone'>): readonly Listener[] =>
  zone === null
    ? []
    : interfaces
        .filter(({ segment }) => segment !== null)
        .flatMap(({ addresses }) => addresses.map(addressOf))
        .flatMap((address) =>
          (['udp', 'tcp'] as const).map((protocol) => ({
            protocol,
            address,
            family: null,
            port: DNS_PORT,
            owner: id,
            frozen: false,
            relay: null,
            cause: machineCause,
          })),
        )
