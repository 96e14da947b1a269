/** `--ports 80,53/udp`: ports as Docker writes them. */
import { err, ok, type Result } from '../addr/result.js'
import type { PortAsked } from '../reach/reaches.js'

/** None where nothing is given. Error: a sentence about the first word that is no port. */
export function parsePorts(given: string | undefined): Result<readonly PortAsked[], string> {
  const ports: PortAsked[] = []
  for (const word of given === undefined ? [] : given.split(',')) {
    const [, digits = '', protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(word.trim()) ?? []
    const port = Number(digits)
    const known = (['tcp', 'udp', 'sctp'] as const).find((each) => each === protocol)
    if (port < 1 || port > 65_535 || known === undefined)
      return err(`'${word}' is no port: write 80, 53/udp or 9/sctp, from 1 to 65535`)
    ports.push({ protocol: known, port })
  }
  return ok(ports)
}

export const portText = ({ protocol, port }: { readonly protocol: string; readonly port: number }): string =>
  protocol === 'icmp' ? 'ping' : `${port}/${protocol}`
