/** Whom to reach, as people write it: `db`, `db:5432`, `dns:53/udp`, `192.0.2.11:8080`, `fd00::2`, `[fd00::2]:80`. */
import { isIp } from '../addr/ip.js'
import { err, ok, type Result } from '../addr/result.js'
import { parsePort, type Port } from '../testing/testing.js'

/** Whom, and by what. */
export interface Target {
  readonly name: string
  /** null: any way there is. */
  readonly port: Port | null
}

/**
 * A colon parts name and port only where digits follow, since rules name parties with colons too (`network:back`).
 * An IPv6 address needs brackets for a port: `fd00::2:80` is an address. Error: one sentence about the port.
 */
export function parseTarget(text: string): Result<Target, string> {
  const [, bracketed, afterBracket] = /^\[([^\]]*)\](?::(.*))?$/.exec(text) ?? []
  if (bracketed !== undefined) return withPort(bracketed, afterBracket)
  if (isIp(text)) return ok({ name: text, port: null })
  const [, name = text, port] = /^(.*):(\d+(?:\/\w+)?)$/.exec(text) ?? []
  return withPort(name, port)
}

function withPort(name: string, port: string | undefined): Result<Target, string> {
  if (port === undefined) return ok({ name, port: null })
  const read = parsePort(port)
  return read ? ok({ name, port: read }) : err(`'${port}' is no port: write 5432, 5432/tcp or 53/udp`)
}
