// Published ports of services: who collides with whom, and which numbers the swarm gives.
import { describe, expect, test } from 'vitest'
import {
  allocatePorts,
  FIRST_PORTS,
  hasDuplicates,
  hostPortsChanged,
  portConflict,
  portsServe,
} from '../../../src/engine/service/ports.js'
import type { Service, ServicePort } from '../../../src/engine/service/state.js'
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
  const numbers = (
    spec: readonly ServicePort[],
    before: readonly ServicePort[] = [],
    others: readonly Service[] = [],
    next = FIRST_PORTS,
  ): readonly number[] | undefined =>
    allocatePorts(spec, before, others, next)?.ports.map((p) => p.publishedPort)

  test('from 30000 on, but none that is in use', () => {
    const taken = service('taken', {}, [port(30_000, 80)])
    expect(numbers([port(0, 80), port(0, 81)], [], [taken])).toEqual([30_001, 30_002])
    expect(numbers([port(0, 80)], [], [service('udp', {}, [port(30_000, 80, 'ingress', 'udp')])])).toEqual([
      30_000,
    ])
  })

  test('in turn: one that was given back comes again after a round only', () => {
    const first = allocatePorts([port(0, 80)], [], [], FIRST_PORTS)
    expect(first?.next).toEqual({ ...FIRST_PORTS, tcp: 30_001 })
    expect(numbers([port(0, 80)], [], [], first?.next)).toEqual([30_001])
    expect(numbers([port(0, 80)], [], [], { ...FIRST_PORTS, tcp: 32_768 })).toEqual([30_000])
  })

  test('what the service had it keeps, as long as it has as many ports; those without a number come last', () => {
    expect(numbers([port(0, 80), port(8080, 81)], [port(30_005, 80), port(8081, 81)])).toEqual([8080, 30_005])
    expect(numbers([port(0, 80), port(8080, 81)], [port(30_005, 80)])).toEqual([30_000, 8080])
  })

  test('mode host gives none, and a full range neither', () => {
    expect(numbers([port(0, 80, 'host')])).toEqual([0])
    const all = service(
      'all',
      {},
      Array.from({ length: 2768 }, (_, i) => port(30_000 + i, 80)),
    )
    expect(numbers([port(0, 80)], [], [all])).toBeUndefined()
  })
})

describe('what was given serves the spec', () => {
  test('with any number where the spec names none, and with that number where it does', () => {
    expect(portsServe([port(30_000, 80)], [port(0, 80)])).toBe(true)
    expect(portsServe([port(30_000, 80)], [port(8080, 80)])).toBe(false)
    expect(portsServe([port(8080, 80)], [port(8080, 80), port(8081, 80)])).toBe(false)
  })

  test('in mode host by its target alone; a new number there is an update of its own', () => {
    expect(portsServe([port(8080, 80, 'host')], [port(8081, 80, 'host')])).toBe(true)
    expect(portsServe([port(8080, 80, 'host')], [port(8080, 81, 'host')])).toBe(false)
    expect(hostPortsChanged([port(8080, 80, 'host')], [port(8081, 80, 'host')])).toBe(true)
    expect(hostPortsChanged([port(8080, 80, 'host')], [port(8080, 80, 'host')])).toBe(false)
  })
})
