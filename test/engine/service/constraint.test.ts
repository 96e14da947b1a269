// Placement constraints, with the swarm's own complaints.
import { describe, expect, test } from 'vitest'
import { parseConstraint, satisfies } from '../../../src/engine/service/constraint.js'
import { node } from './build.js'

const holds = (text: string, on = node('h1', { labels: [['zone', 'a']] })) => {
  const parsed = parseConstraint(text)
  if (!parsed.ok) throw new Error(parsed.error)
  return satisfies(parsed.value, on)
}

describe('what is written wrong', () => {
  test.each([
    ['node.role', 'constraint expected one operator from ==, !='],
    ['node.role=manager', 'constraint expected one operator from ==, !='],
    ['1==2', "key '1' is invalid"],
    ['node.role==', "value '' is invalid"],
    ['node.role==a>b', "value 'a>b' is invalid"],
  ])('%s: %s', (text, error) => {
    expect(parseConstraint(text)).toEqual({ ok: false, error })
  })
})

test.each([
  ['node.role==manager', true],
  ['node.role == Manager', true],
  ['NODE.ROLE!=manager', false],
  ['node.hostname==h1', true],
  ['node.hostname!=h1', false],
  ['node.id==node-h1', true],
  ['node.ip==192.0.2.11', true],
  ['node.ip==192.0.2.0/24', true],
  ['node.ip!=192.0.2.0/24', false],
  ['node.ip!=nowhere', false],
  ['node.platform.os==linux', true],
  ['node.labels.zone==a', true],
  ['node.labels.Zone==a', false],
  ['node.labels.zone!=b', true],
  ['engine.labels.x!=y', true],
  ['node.nothing==x', false],
  ['node.nothing!=x', false],
])('%s: %s', (text, expected) => {
  expect(holds(text)).toBe(expected)
})
