/**
 * Exposed ports, whose protocol is a text that nobody checks: `--expose 80/TCP` and `--expose 80/foo` are both taken (moby v28.5.2
 * libnetwork/types/types.go ParseProtocol). Only those of protocols that there are can be reached or published.
 */
import type { Protocol } from '../dataplane/packet.js'
import type { ExposedPort, PortKey } from './state.js'

const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'sctp', 'icmp']

/** A protocol in whatever letters it was written; undefined: there is none of that name. */
export const protocolOf = (text: string): Protocol | undefined =>
  PROTOCOLS.find((known) => known === text.toLowerCase())

/** Those of protocols that there are. */
export const knownPorts = (exposed: readonly ExposedPort[]): readonly PortKey[] =>
  exposed.flatMap(({ port, protocol: text }) => {
    const protocol = protocolOf(text)
    return protocol === undefined ? [] : [{ port, protocol }]
  })
