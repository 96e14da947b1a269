/** Port numbers and ranges (docker/go-connections nat.ParsePortRange, SplitProtoPort). */
import { err, ok, type Result } from '../../../addr/result.js'
import { goInteger, numberError } from '../go/number.js'
import { cut } from '../go/text.js'

/** Both ends included; one port is a range that ends where it begins. */
export interface PortRange {
  readonly start: number
  readonly end: number
}

/** `80` or `8000-8010`; what follows a second dash is not looked at. */
export function portRange(text: string): Result<PortRange, string> {
  if (text === '') return err('empty string specified for ports')
  const [first = '', second = first] = text.split('-')
  const start = port(first)
  if (!start.ok) return start
  const end = port(second)
  if (!end.ok) return end
  return end.value < start.value
    ? err(`invalid range specified for port: ${text}`)
    : ok({ start: start.value, end: end.value })
}

/** 16 bits; the whole text of Go's NumError. */
function port(text: string): Result<number, string> {
  const value = goInteger(text, { signed: false, bits: 16, base: 10 })
  return value.ok ? ok(Number(value.value)) : err(numberError('ParseUint', text, value.error))
}

/** `80/udp` in two; the protocol is `tcp` where none is given, and `` where there is no port. */
export function splitProtocol(text: string): { readonly port: string; readonly protocol: string } {
  const { before, after } = cut(text, '/')
  if (before === '') return { port: '', protocol: '' }
  return { port: before, protocol: after === '' ? 'tcp' : after }
}
