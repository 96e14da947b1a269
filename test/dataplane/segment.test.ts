// Who answers for an address on a segment: the first port that is up.
import { expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { neighbour, type Segment } from '../../src/dataplane/segment.js'

const address = mustParseIp('10.0.0.2')
const port = (namespace: string, up: boolean) => ({ namespace, interface: 'eth0', addresses: [address], up })
const segment = (...ports: Segment['ports'][number][]): Segment => ({
  id: 's',
  label: 's',
  ports,
  filteredAs: null,
})

test('nobody, somebody, the first of two, and never one that is down', () => {
  expect(neighbour(segment(), address)).toBeUndefined()
  expect(neighbour(segment(port('a', true)), address)?.namespace).toBe('a')
  expect(neighbour(segment(port('a', true), port('b', true)), address)?.namespace).toBe('a')
  expect(neighbour(segment(port('a', false), port('b', true)), address)?.namespace).toBe('b')
  expect(neighbour(segment(port('a', false)), address)).toBeUndefined()
})
