/** `--ports 80,53/udp`: ports as Docker writes them. */
import { err, ok, type Result } from '../addr/result.js'
import type { PortAsked } from '../reach/reaches.js'
import { parsePort } from '../testing/testing.js'

/** None where nothing is given. Error: a sentence about the first word that is no port. */
export function parsePorts(given: string | undefined): Result<readonly PortAsked[], string> {
  const ports: PortAsked[] = []
  for (const word of given === undefined ? [] : given.split(',')) {
    const port = parsePort(word)
    if (port === undefined) return err(`'${word}' is no port: write 80, 53/udp or 9/sctp, from 1 to 65535`)
    ports.push(port)
  }
  return ok(ports)
}

/** `80/tcp`; of ICMP, which has no ports, `ping`. */
export const portText = ({ protocol, port }: { readonly protocol: string; readonly port: number }): string =>
  protocol === 'icmp' ? 'ping' : `${port}/${protocol}`
