// Which host port a mapping gets (the cases of moby libnetwork/portallocator/portallocator_test.go).
import { describe, expect, test } from 'vitest'
import type { PortUse } from '../../../src/drivers/api.js'
import { allocatePort, EPHEMERAL } from '../../../src/drivers/bridge/portAllocator.js'
import { PortTable } from '../../../src/drivers/bridge/portTable.js'
import { ip, listener, port } from '../../cnm/lab.js'

const container = ip('172.19.0.2')
const { begin } = EPHEMERAL

/** Allocations one after the other; the words are those of `-p`, the addresses those of the host. */
function allocator(listening: readonly number[] = []) {
  let use: PortUse = { bindings: [], listeners: listening.map((n) => listener('h1', n)), cursors: [] }
  return {
    take(range: string, addresses = '0.0.0.0', protocol = 'tcp'): number | string {
      const request = port(`${range}:80/${protocol}`)
      const group = addresses.split(' ').map((hostIp) => ({ hostIp: ip(hostIp), containerIp: container }))
      const table = new PortTable(use)
      const got = allocatePort(table, group, request)
      if (!got.ok) return got.error.message
      const taken = group.map((ends) => ({ ...request, ...ends, hostPort: got.value }))
      use = { ...use, bindings: [...use.bindings, ...taken], cursors: table.cursors() }
      return got.value
    },
    give(number: number, address = '0.0.0.0') {
      const bindings = use.bindings.filter((b) => b.hostPort !== number || b.hostIp !== address)
      use = { ...use, bindings }
    },
  }
}

test('ephemeral ports go up from 32768, and a released one is not given again at once', () => {
  const { take, give } = allocator()
  expect([take(''), take(''), take('')]).toEqual([begin, begin + 1, begin + 2])
  give(begin + 1)
  expect(take('')).toBe(begin + 3)
})

test('at the end of the range the search goes on at its beginning', () => {
  const { take, give } = allocator()
  expect([take('8080-8082'), take('8080-8082'), take('8080-8082')]).toEqual([8080, 8081, 8082])
  expect(take('8080-8082')).toBe('all ports are allocated')
  give(8081)
  expect(take('8080-8082')).toBe(8081)
  give(8081)
  expect(take('8080-8082')).toBe(8081)
})

test('protocols have ports of their own', () => {
  const { take } = allocator()
  expect([take(''), take('', '0.0.0.0', 'udp'), take('', '0.0.0.0', 'sctp')]).toEqual([begin, begin, begin])
})

test('a single port is given once; again after its release', () => {
  const { take, give } = allocator()
  expect(take('5000')).toBe(5000)
  expect(take('5000')).toBe('Bind for 0.0.0.0:5000 failed: port is already allocated')
  give(5000)
  expect(take('5000')).toBe(5000)
})

describe('addresses', () => {
  test('two addresses are independent, the wildcard is neither of them', () => {
    const { take } = allocator()
    expect([take('80', '192.168.0.1'), take('80', '192.168.0.2')]).toEqual([80, 80])
    expect(take('80')).toMatch(/^Bind for 192.168.0.1:80 failed/)
  })

  test('several addresses share the number; one that is taken is in the way of all', () => {
    const { take, give } = allocator()
    const both = '127.0.0.1 ::'
    expect([take('', both), take('10000', both)]).toEqual([begin, 10000])
    give(10000, '127.0.0.1')
    expect(take('10000', both)).toBe('Bind for :::10000 failed: port is already allocated')
  })

  test('a port on one address is skipped when the wildcard wants any', () => {
    const { take } = allocator()
    expect([take('', '127.0.0.1'), take('')]).toEqual([begin, begin + 1])
  })

  test('families are independent', () => {
    const { take } = allocator()
    expect([take('80', '0.0.0.0'), take('80', '::')]).toEqual([80, 80])
  })
})

describe('processes of the host', () => {
  const busy = 'address already in use'

  test('a single port that one listens on is refused', () => {
    expect(allocator([8080]).take('8080')).toBe(
      `failed to bind host port for 0.0.0.0:8080:172.19.0.2:80/tcp: ${busy}`,
    )
  })

  test('in a range their ports are passed over', () => {
    const { take } = allocator([8080, 8082])
    expect([take('8080-8083'), take('8080-8083')]).toEqual([8081, 8083])
    expect(take('8080-8083')).toBe(
      `failed to bind host port 8082 for 0.0.0.0:8080-8083:172.19.0.2:80/tcp: ${busy}`,
    )
  })

  test('ten attempts go round a range that is shorter: the last one is named', () => {
    expect(allocator([8080, 8081, 8082]).take('8080-8082')).toBe(
      `failed to bind host port 8080 for 0.0.0.0:8080-8082:172.19.0.2:80/tcp: ${busy}`,
    )
  })

  test('after ten of them the engine gives up', () => {
    const ten = Array.from({ length: 10 }, (_, i) => begin + i)
    expect(allocator(ten.slice(1)).take('')).toBe(begin)
    expect(allocator(ten).take('')).toBe(`failed to bind host port for 0.0.0.0::172.19.0.2:80/tcp: ${busy}`)
  })
})
