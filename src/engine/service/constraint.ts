/**
 * Placement constraints: `node.role==manager`, `node.labels.zone!=a` (swarmkit manager/constraint/constraint.go). Not
 * modelled: engine labels (an engine here has none); platforms are always linux/x86_64.
 */
import { contains, parseCidr } from '../../addr/cidr.js'
import { parseIp } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { option, type Options } from '../../drivers/api.js'

/** `key==value` or, with `equal` false, `key!=value`. */
export interface Constraint {
  readonly key: string
  readonly equal: boolean
  readonly value: string
}

/** What constraints can ask of a node. */
export interface NodeFacts {
  readonly id: string
  readonly hostname: string
  readonly role: 'manager' | 'worker'
  readonly address: Ip
  readonly labels: Options
}

// the patterns of constraint.go, alphaNumeric and valuePattern
const KEY = /^[a-z_][a-z0-9\-_.]+$/i
const VALUE = /^[a-z0-9:\-_\s.*()?+[\]\\^$|/]+$/i

/** The error is the swarm's own text. */
export function parseConstraint(text: string): Result<Constraint, string> {
  const operator = ['==', '!='].find((each) => text.includes(each))
  if (operator === undefined) return err('constraint expected one operator from ==, !=')
  // the first operator of the list that occurs, and its first occurrence: what follows is the value, whatever it
  // holds
  const at = text.indexOf(operator)
  const key = text.slice(0, at).trim()
  const value = text.slice(at + operator.length).trim()
  if (!KEY.test(key)) return err(`key '${key}' is invalid`)
  if (!VALUE.test(value)) return err(`value '${value}' is invalid`)
  return ok({ key, equal: operator === '==', value })
}

/** Does the node satisfy it? A key that means nothing never does. Values are compared without regard to case. */
export function satisfies({ key, equal, value }: Constraint, node: NodeFacts): boolean {
  const is = (what: string): boolean => (what.toLowerCase() === value.toLowerCase()) === equal
  const lower = key.toLowerCase()
  const label = nodeLabel(key)
  if (label !== undefined) return is(labelOf(node, label))
  if (lower.startsWith(ENGINE_LABEL) && lower.length > ENGINE_LABEL.length) return is('')
  switch (lower) {
    case 'node.id':
      return is(node.id)
    case 'node.hostname':
      return is(node.hostname)
    case 'node.role':
      return is(node.role)
    case 'node.platform.os':
      return is('linux')
    case 'node.platform.arch':
      return is('x86_64')
    case 'node.ip':
      return isAddress(node.address, value) === equal
    default:
      return false
  }
}

const LABEL = 'node.labels.'
/** The label of a node that a key asks for, `zone` of `node.labels.zone`; undefined: it asks for something else. */
export const nodeLabel = (key: string): string | undefined =>
  key.toLowerCase().startsWith(LABEL) && key.length > LABEL.length ? key.slice(LABEL.length) : undefined
/** One that the node does not have counts as an empty one, so `!=` is true of it. */
export const labelOf = ({ labels }: Pick<NodeFacts, 'labels'>, label: string): string =>
  option(labels, label) ?? ''
const ENGINE_LABEL = 'engine.labels.'

/** null, which is neither, for what is no address and no subnet. */
function isAddress(address: Ip, value: string): boolean | null {
  const one = parseIp(value)
  if (one !== undefined) return one === address
  const range = parseCidr(value)
  return range === undefined ? null : contains(range, address)
}
