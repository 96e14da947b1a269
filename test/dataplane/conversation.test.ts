// A question and its answer: two walks, with translations undone on the way back.
import { describe, expect, test } from 'vitest'
import { mustParseCidr } from '../../src/addr/cidr.js'
import { mustParseIp } from '../../src/addr/ip.js'
import { converse } from '../../src/dataplane/conversation.js'
import { accept, drop, is, isNot, masquerade } from '../../src/dataplane/rule.js'
import type { Rule } from '../../src/dataplane/rule.js'
import { listener } from '../cnm/lab.js'
import { ask, plane, rule } from './plane.js'

/** A container c behind a host h, and a machine m on the host's LAN that knows nothing of c's subnet. */
const behind = (rules: readonly Rule[]) =>
  plane({
    c: {
      interfaces: ['eth0@br0 172.17.0.2/16'],
      routes: ['default via 172.17.0.1 dev eth0'],
      listeners: [listener('c', 80)],
    },
    h: { interfaces: ['br0@br0 172.17.0.1/16', 'eth0@lan 192.0.2.11/24'], forwarding: true, rules },
    m: { interfaces: ['eth0@lan 192.0.2.50/24'], listeners: [listener('m', 80)] },
  })

const masq = rule(
  'nat',
  'POSTROUTING',
  { src: is(mustParseCidr('172.17.0.0/16')), out: isNot('br0') },
  masquerade,
)
const publish = rule(
  'nat',
  'PREROUTING',
  { dstLocal: true, protocol: 'tcp', dstPort: 8080 },
  { kind: 'dnat', to: mustParseIp('172.17.0.2'), port: 80 },
)

describe('a ping is two walks', () => {
  test('answered: with the hop limit of the answer', () => {
    const { outcome, request, answer } = ask(behind([]), 'c', '172.17.0.1')
    expect(outcome).toEqual({ kind: 'answered', ttl: 64, by: null })
    expect([request.packet.src, request.packet.dst]).toEqual(['172.17.0.2', '172.17.0.1'])
    expect([answer?.packet.src, answer?.packet.dst]).toEqual(['172.17.0.1', '172.17.0.2'])
  })

  test('the answer finds no way back: the question arrived, and times out', () => {
    const { outcome, request, answer, ending } = ask(behind([]), 'c', '192.0.2.50')
    expect(outcome).toEqual({ kind: 'timeout' })
    expect(request.ending).toMatchObject({ kind: 'accepted', at: 'm' })
    expect(answer?.ending).toEqual({ kind: 'no-route', at: 'm', destination: '172.17.0.2' })
    expect(ending).toBe(answer?.ending)
  })

  test('without a trace it comes out the same', () => {
    const question = { from: 'c', to: mustParseIp('172.17.0.1'), protocol: 'icmp', port: 0 } as const
    const short = converse(behind([]), question, false)
    expect(short.request.hops).toEqual([])
    expect(short.outcome).toEqual(converse(behind([]), question).outcome)
  })
})

describe('translation there and back', () => {
  test('masquerade: the machine sees the host, the answer finds the container', () => {
    const { outcome, request, answer } = ask(behind([masq]), 'c', '192.0.2.50')
    expect(outcome).toEqual({ kind: 'answered', ttl: 63, by: null })
    expect(request.hops.at(-1)?.packet.src).toBe('192.0.2.11')
    expect(request.hops[1]?.steps).toContainEqual(expect.objectContaining({ kind: 'translate', rule: masq }))
    expect(answer?.hops.map((hop) => hop.packet.dst)).toEqual(['192.0.2.11', '192.0.2.11', '172.17.0.2'])
    expect(answer?.hops[1]?.steps).toContainEqual(expect.objectContaining({ kind: 'translate', rule: null }))
  })

  test('destination: who asked the host gets its answer from the host', () => {
    const { outcome, request, answer } = ask(behind([publish]), 'm', '192.0.2.11', 'tcp', 8080)
    expect(outcome).toMatchObject({ kind: 'answered', by: { owner: 'c' } })
    expect(request.hops.at(-1)?.packet).toMatchObject({ dst: '172.17.0.2', dstPort: 80 })
    expect(answer?.hops.at(-1)?.packet).toMatchObject({ src: '192.0.2.11', srcPort: 8080 })
  })

  test('answers pass by their connection, not by their addresses', () => {
    const strict = [
      publish,
      rule('filter', 'FORWARD', { established: true }, accept),
      rule('filter', 'FORWARD', { out: is('br0'), dstPort: 80 }, accept),
      rule('filter', 'FORWARD', {}, drop),
    ]
    expect(ask(behind(strict), 'm', '192.0.2.11', 'tcp', 8080).outcome.kind).toBe('answered')
    expect(ask(behind(strict), 'c', '192.0.2.50').ending).toMatchObject({ kind: 'dropped', rule: strict[3] })
  })

  test('a router that gives up tells the asker, through the translation', () => {
    const { outcome, ending } = ask(behind([masq]), 'c', '192.0.2.99')
    expect(outcome).toEqual({ kind: 'host-unreachable' })
    expect(ending).toMatchObject({ kind: 'neighbour-unreachable', at: 'h', address: '192.0.2.99' })
    const { outcome: far } = ask(behind([masq]), 'c', '198.51.100.7')
    expect(far).toEqual({ kind: 'network-unreachable' })
  })
})

describe('br_netfilter', () => {
  test('a frame between two ports of the bridge passes the filter of its host', () => {
    const quiet = rule('filter', 'FORWARD', { in: is('br0'), out: is('br0') }, drop, 'icc-off')
    const sketches = {
      a: { interfaces: ['eth0@br0 172.17.0.2/16'] },
      b: { interfaces: ['eth0@br0 172.17.0.3/16'] },
      h: { interfaces: ['br0@br0 172.17.0.1/16'], forwarding: true, rules: [quiet] },
    }
    const filtered = plane(sketches, { br0: { namespace: 'h', device: 'br0' } })
    expect(ask(filtered, 'a', '172.17.0.3').ending).toMatchObject({ kind: 'dropped', at: 'h', rule: quiet })
    expect(ask(filtered, 'a', '172.17.0.1').outcome.kind).toBe('answered')
    expect(ask(plane(sketches), 'a', '172.17.0.3').outcome.kind).toBe('answered')
  })
})

describe('connections', () => {
  test('nobody listens: refused; the process is stopped: it opens, and times out', () => {
    expect(ask(behind([]), 'h', '172.17.0.2', 'tcp', 81).outcome).toEqual({ kind: 'refused' })
    const stopped = plane({
      a: { interfaces: ['eth0@lan 10.0.0.2/24'] },
      b: { interfaces: ['eth0@lan 10.0.0.3/24'], listeners: [{ ...listener('b', 80), frozen: true }] },
    })
    expect(ask(stopped, 'a', '10.0.0.3', 'tcp', 80)).toMatchObject({
      outcome: { kind: 'timeout' },
      ending: { kind: 'frozen', at: 'b' },
    })
  })

  test('no address of the family to send from', () => {
    const on = plane({ a: { interfaces: ['eth0@lan 10.0.0.2/24'], routes: ['default6 dev eth0'] } })
    expect(ask(on, 'a', 'fd00::1')).toMatchObject({
      outcome: { kind: 'network-unreachable' },
      ending: { kind: 'no-source-address', at: 'a' },
    })
  })

  /** A relay on the host, as docker-proxy is one. */
  const relaying = (port: number) =>
    plane({
      c: {
        interfaces: ['eth0@br0 172.17.0.2/16'],
        routes: ['default via 172.17.0.1 dev eth0'],
        listeners: [listener('c', 80)],
      },
      h: {
        interfaces: ['br0@br0 172.17.0.1/16', 'eth0@lan 192.0.2.11/24'],
        listeners: [
          { ...listener('docker-proxy', 8080), relay: { address: mustParseIp('172.17.0.2'), port } },
        ],
      },
      m: { interfaces: ['eth0@lan 192.0.2.50/24'] },
    })

  test('a relay makes a second connection: the server sees the host', () => {
    const { outcome, request, relayed } = ask(relaying(80), 'm', '192.0.2.11', 'tcp', 8080)
    expect(outcome).toMatchObject({ kind: 'answered', by: { owner: 'c' } })
    expect(request.ending).toMatchObject({ kind: 'accepted', at: 'h', listener: { owner: 'docker-proxy' } })
    expect(relayed?.request.packet).toMatchObject({ src: '172.17.0.1', dst: '172.17.0.2', dstPort: 80 })
  })

  test('a relay that cannot get through closes the connection that it took', () => {
    const { outcome, ending } = ask(relaying(81), 'm', '192.0.2.11', 'tcp', 8080)
    expect(outcome).toEqual({ kind: 'reset' })
    expect(ending).toEqual({ kind: 'refused', at: 'c' })
  })
})

describe('an ICMP error counts where the asker knows the packet that it is about', () => {
  /** h sends what comes for its port 8080 on to a subnet that the router r does not know; all three are on one LAN. */
  const sentOn = (rules: readonly Rule[]) =>
    plane({
      m: { interfaces: ['eth0@lan 192.0.2.50/24'] },
      h: {
        interfaces: ['eth0@lan 192.0.2.11/24'],
        routes: ['10.9.9.0/24 via 192.0.2.1 dev eth0'],
        forwarding: true,
        rules: [
          rule(
            'nat',
            'PREROUTING',
            { dstLocal: true, protocol: 'tcp', dstPort: 8080 },
            { kind: 'dnat', to: mustParseIp('10.9.9.9'), port: 80 },
          ),
          ...rules,
        ],
      },
      r: { interfaces: ['eth0@lan 192.0.2.1/24'], forwarding: true },
    })

  test('not when it comes past the one who changed the destination', () => {
    const { outcome, answer } = ask(sentOn([]), 'm', '192.0.2.11', 'tcp', 8080)
    expect(answer?.ending).toMatchObject({ kind: 'accepted', at: 'm' })
    expect(outcome).toEqual({ kind: 'timeout' })
  })
  test('when that one gets it, and changes it back', () => {
    const hidden = rule('nat', 'POSTROUTING', { out: is('eth0') }, masquerade)
    expect(ask(sentOn([hidden]), 'm', '192.0.2.11', 'tcp', 8080).outcome).toEqual({
      kind: 'network-unreachable',
    })
  })
})
