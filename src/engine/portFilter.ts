/**
 * Values of the filters `publish` and `expose`: `80`, `80/tcp`, `8000-8010/udp` (moby v28.5.2 daemon/list.go portOp,
 * docker/go-connections nat).
 */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { FilterError, NumberProblem, PortFilter, PortProblem } from './filterError.js'

/** Ports of one protocol, from `first` to `last`. The protocol is any word: one that does not exist matches nothing. */
export interface PortSpan {
  readonly protocol: string
  readonly first: number
  readonly last: number
}

/** One value as the ports that it means; no protocol means tcp. Errors are Go's own texts, in filterError.ts. */
export function parsePortFilter(filter: PortFilter, value: string): Result<PortSpan, FilterError> {
  if (value.includes(':')) return err({ code: 'port-with-colon', filter, value })
  const [ports = '', protocol = ''] = value.split('/')
  const range = parseRange(ports)
  if (!range.ok) return err({ code: 'port-filter', filter, value, problem: range.error })
  return ok({ protocol: protocol || 'tcp', ...range.value })
}

/** nat.ParsePortRange: one port, or two with a hyphen; of more than two the rest is not looked at. */
function parseRange(text: string): Result<Omit<PortSpan, 'protocol'>, PortProblem> {
  if (text === '') return err({ kind: 'empty' })
  const [from = '', to = from] = text.split('-')
  const [first, last] = [parsePort(from), parsePort(to)]
  if (!first.ok) return first
  if (!last.ok) return last
  if (last.value < first.value) return err({ kind: 'backwards', range: text })
  return ok({ first: first.value, last: last.value })
}

/** Go's strconv.ParseUint for 16 bits. */
function parsePort(text: string): Result<number, PortProblem> {
  const problem = (what: NumberProblem): Result<number, PortProblem> =>
    err({ kind: 'number', text, problem: what })
  if (!/^\d+$/.test(text)) return problem('invalid syntax')
  return Number(text) > 0xffff ? problem('value out of range') : ok(Number(text))
}

/** Is the port in one of the spans? An empty list is no filter: the caller asks before. */
export const inSpan = (spans: readonly PortSpan[], port: number, protocol: string): boolean =>
  spans.some((s) => s.protocol === protocol && s.first <= port && port <= s.last)
