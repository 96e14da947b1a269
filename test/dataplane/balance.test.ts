// A load balancer as a swarm node has it for each overlay: marks on what is for the virtual address, servers in turn.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mustParseCidr } from '../../src/addr/cidr.js'
import { mustParseIp } from '../../src/addr/ip.js'
import {
  nextServer,
  nothingEarlier,
  withConnections,
  type VirtualService,
} from '../../src/dataplane/balance.js'
import { is } from '../../src/dataplane/rule.js'
import { listener } from '../cnm/lab.js'
import { ask, plane, rule } from './plane.js'

const VIP = '10.0.1.2'
const web = (weights: readonly number[], mark = 256): VirtualService => ({
  id: 'net/web',
  label: 'web',
  mark,
  servers: weights.map((weight, i) => ({ address: mustParseIp(`10.0.1.1${i}`), weight })),
  cause: { purpose: 'service' },
})

/** A client, the balancer with its own address and the virtual one, and three servers on one segment. */
const balanced = (service: VirtualService) =>
  plane({
    client: { interfaces: ['eth0@ov 10.0.1.5/24'] },
    lb: {
      interfaces: [`eth0@ov 10.0.1.3/24 ${VIP}/32`],
      forwarding: true,
      rules: [
        rule('mangle', 'INPUT', { dst: is(mustParseCidr(`${VIP}/32`)) }, { kind: 'mark', mark: 256 }),
        rule(
          'nat',
          'POSTROUTING',
          { dst: is(mustParseCidr('10.0.1.0/24')), balanced: true },
          { kind: 'snat', to: mustParseIp('10.0.1.3') },
        ),
      ],
      virtualServices: [service],
    },
    ...Object.fromEntries(
      [0, 1, 2].map((i) => [
        `web${i}`,
        { interfaces: [`eth0@ov 10.0.1.1${i}/24`], listeners: [listener(`web${i}`, 80)] },
      ]),
    ),
  })

const answeredBy = (conversation: ReturnType<typeof ask>) =>
  conversation.outcome.kind === 'answered'
    ? (conversation.outcome.by?.owner ?? null)
    : conversation.outcome.kind

describe('a connection to the virtual address', () => {
  test('goes to the servers in turn, and the answer comes from the virtual address', () => {
    const on = balanced(web([1, 1, 1]))
    let earlier = nothingEarlier
    const owners = Array.from({ length: 4 }, () => {
      const conversation = ask(on, 'client', VIP, 'tcp', 80, earlier)
      expect(conversation.answer?.packet.dst).toBe('10.0.1.3')
      earlier = withConnections(earlier, conversation.balanced)
      return answeredBy(conversation)
    })
    expect(owners).toEqual(['web0', 'web1', 'web2', 'web0'])
  })

  test('the trace names the service, the server and the turn; the server sees the balancer', () => {
    const conversation = ask(balanced(web([1, 1, 1])), 'client', VIP, 'tcp', 80, new Map([['net/web', 1]]))
    const { hops, packet } = conversation.request
    expect(packet.dst).toBe(VIP)
    expect(hops.map(({ label }) => label)).toEqual(['client', 'lb', 'web1'])
    expect(hops[1]?.steps).toContainEqual(
      expect.objectContaining({ kind: 'balance', earlier: 1, server: { address: '10.0.1.11', weight: 1 } }),
    )
    expect(hops[2]?.packet).toMatchObject({ src: '10.0.1.3', dst: '10.0.1.11' })
    expect(conversation.balanced).toEqual(['net/web'])
  })

  test('every port goes on: what no server listens on is refused by a server', () => {
    const conversation = ask(balanced(web([1, 1, 1])), 'client', VIP, 'tcp', 81)
    expect(conversation.outcome.kind).toBe('refused')
    expect(conversation.ending).toEqual({ kind: 'refused', at: 'web0' })
  })

  test('a ping is answered by the balancer itself', () => {
    const conversation = ask(balanced(web([1, 1, 1])), 'client', VIP)
    expect(conversation.outcome).toMatchObject({ kind: 'answered', ttl: 64 })
    expect(conversation.ending).toMatchObject({ at: 'lb' })
    expect(conversation.balanced).toEqual([])
  })

  test('no server with a weight: refused, and the ending says why', () => {
    const service = web([0, 0])
    const conversation = ask(balanced(service), 'client', VIP, 'tcp', 80)
    expect(conversation.outcome.kind).toBe('refused')
    expect(conversation.ending).toEqual({ kind: 'no-server', at: 'lb', service })
  })

  test('without a service for its mark it is for the namespace itself', () => {
    expect(ask(balanced(web([1], 257)), 'client', VIP, 'tcp', 80).ending).toEqual({
      kind: 'refused',
      at: 'lb',
    })
  })

  test("a connection to the balancer's own address is not balanced", () => {
    expect(ask(balanced(web([1])), 'client', '10.0.1.3', 'tcp', 80).ending).toEqual({
      kind: 'refused',
      at: 'lb',
    })
  })
})

test('REDIRECT goes to another port of the address that it came in by', () => {
  const on = plane({
    a: { interfaces: ['eth0@lan 10.1.0.2/24'] },
    b: {
      interfaces: ['eth0@lan 10.1.0.3/24'],
      rules: [rule('nat', 'PREROUTING', { protocol: 'tcp', dstPort: 8080 }, { kind: 'redirect', port: 80 })],
      listeners: [listener('b', 80)],
    },
  })
  expect(answeredBy(ask(on, 'a', '10.1.0.3', 'tcp', 8080))).toBe('b')
  expect(answeredBy(ask(on, 'a', '10.1.0.3', 'tcp', 8081))).toBe('refused')
})

test('law: of k servers that take connections, any k in a row go to k different ones, and never to another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 8 }),
      fc.nat(100),
      (weights, start) => {
        const service = web(weights)
        const open = service.servers.filter(({ weight }) => weight > 0)
        const chosen = open.map((_, i) => nextServer(service, new Map([[service.id, start + i]])))
        expect(new Set(chosen)).toEqual(new Set(open))
        expect(chosen.length).toBe(open.length)
      },
    ),
  )
})
