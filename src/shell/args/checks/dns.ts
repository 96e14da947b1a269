/** Values of `--dns` and `--dns-search` (docker/cli opts.ValidateIPAddress, ValidateDNSSearch). */
import { err, ok, type Result } from '../../../addr/result.js'
import { goIp } from '../go/ip.js'

/** A name server's address, canonical. */
export function ipAddress(value: string): Result<string, string> {
  const ip = goIp(value.trim())
  return ip === undefined ? err(`IP address is not correctly formatted: ${value}`) : ok(ip)
}

// Docker's own expression, whose (:? is a slip for (?: and lets a colon stand where a label begins.
const part = '(:?[a-zA-Z0-9]|(:?[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))'
const domain = new RegExp(`^(:?${part}(:?\\.${part})*)\\.?\\s*$`)

/** A search domain without its trailing dot; `.` alone turns searching off. */
export function searchDomain(value: string): Result<string, string> {
  const trimmed = value.replace(/^ +| +$/g, '')
  if (trimmed === '.') return ok('.')
  const found = /[a-zA-Z]/.test(trimmed) ? domain.exec(trimmed)?.[1] : undefined
  return found !== undefined && found.length < 255 ? ok(found) : err(`${trimmed} is not a valid domain`)
}
