// Published ports of services: who collides with whom, and which numbers the swarm gives.
import { describe, expect, test } from 'vitest'
import { allocatePorts, hasDuplicates, portConflict } from '../../../src/engine/service/ports.js'
import { port, service } from './build.js'

describe('conflicts', () => {
  const meshed = service('meshed', { ports: [port(8080, 80)] })
  const hosted = service('hosted', { ports: [port(9090, 80, 'host')] })

  test('the routing mesh has a port for everybody', () => {
    expect(portConflict([port(8080, 81)], [meshed])).toMatchObject({
      port: 8080,
      mode: 'ingress',
      service: meshed,
    })
    expect(portConflict([port(8080, 81, 'host')], [meshed])).toMatchObject({ mode: 'ingress' })
  })

  test('a port of a host is taken for the routing mesh only', () => {
    expect(portConflict([port(9090, 80)], [hosted])).toMatchObject({ mode: 'host', service: hosted })
    expect(portConflict([port(9090, 80, 'host')], [hosted])).toBeUndefined()
  })

  test('another protocol, or none chosen yet, is no conflict', () => {
    expect(portConflict([port(8080, 80, 'ingress', 'udp'), port(0, 80)], [meshed])).toBeUndefined()
  })

  test('twice in one service', () => {
    expect(hasDuplicates([port(8080, 80), port(8080, 81)])).toBe(true)
    expect(hasDuplicates([port(0, 80), port(0, 80), port(8080, 80), port(8080, 80, 'ingress', 'udp')])).toBe(
      false,
    )
  })
})

describe('numbers that the swarm chooses', () => {
  test('from 30000 on, the lowest that is free', () => {
    const taken = service('taken', {}, [port(30_000, 80)])
    expect(allocatePorts([port(0, 80), port(0, 81)], [], [taken])?.map((p) => p.publishedPort)).toEqual([
      30_001, 30_002,
    ])
  })

  test('what the service had it keeps', () => {
    expect(
      allocatePorts([port(0, 81), port(0, 80)], [port(30_005, 80)], [])?.map((p) => p.publishedPort),
    ).toEqual([30_000, 30_005])
  })

  test('mode host gives none, and a full range neither', () => {
    expect(allocatePorts([port(0, 80, 'host')], [], [])?.[0]?.publishedPort).toBe(0)
    const all = service(
      'all',
      {},
      Array.from({ length: 2768 }, (_, i) => port(30_000 + i, 80)),
    )
    expect(allocatePorts([port(0, 80)], [], [all])).toBeNull()
  })
})
