// Who has an address on a segment: the ports that are up, in the order in which they were plugged in.
import { expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { portsWith, type Segment } from '../../src/dataplane/segment.js'

const address = mustParseIp('10.0.0.2')
const port = (namespace: string, up: boolean) => ({ namespace, interface: 'eth0', addresses: [address], up })
const segment = (...ports: Segment['ports'][number][]): Segment => ({
  id: 's',
  label: 's',
  ports,
  filteredAs: null,
})

const names = (...ports: Segment['ports'][number][]) =>
  portsWith(segment(...ports), address).map((p) => p.namespace)

test('nobody, somebody, two of them, and never one that is down', () => {
  expect(names()).toEqual([])
  expect(names(port('a', true))).toEqual(['a'])
  expect(names(port('a', true), port('b', true))).toEqual(['a', 'b'])
  expect(names(port('a', false), port('b', true))).toEqual(['b'])
  expect(names(port('a', false))).toEqual([])
})
