// Who reaches whom on one host, as recorded (bridge-two-isolated, bridge-internal, bridge-icc-false, bridge-no-masquerade, ...).
import { describe, expect, test } from 'vitest'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import type { Cause } from '../../src/dataplane/cause.js'
import type { DataPlane } from '../../src/dataplane/plane.js'
import { standardEnv } from '../../src/standard.js'
import { Lab, options, pool } from './lab.js'
import { allSandboxes, endpointOf } from '../../src/cnm/lookup.js'

const cause = (lab: Lab, from: string, to: string): Cause | undefined => {
  const { ending } = lab.ask(from, to)
  return ending.kind === 'dropped' ? ending.rule?.cause : undefined
}

const two = (first: Parameters<Lab['bridge']>[1] = {}, second: Parameters<Lab['bridge']>[1] = {}) => {
  const lab = new Lab()
  lab.bridge('net1', first)
  lab.bridge('net2', second)
  lab.run('web1', 'net1', { listen: [80], publish: ['8080:80'] })
  lab.run('web2', 'net2', { listen: [80], publish: ['8082:80'] })
  return lab
}
const mode = (value: string) => ({ options: options({ gateway_mode_ipv4: value }) })

test('on one bridge; outside, through the host', () => {
  const lab = two()
  lab.run('other', 'net1')
  expect(lab.ping('other', '172.18.0.2')).toBe('answered 64')
  expect(lab.ping('other', '198.51.100.7')).toBe('answered 63')
  expect(lab.ping('h1', '172.18.0.2')).toBe('answered 64')
})

test('two networks are isolated: the raw rule of the endpoint drops what does not come by its bridge', () => {
  const lab = two()
  expect(lab.ping('web1', '172.19.0.2')).toBe('timeout')
  expect(cause(lab, 'web1', '172.19.0.2')).toEqual({
    purpose: 'direct-access',
    network: 'net2',
    endpoint: 'web2',
  })
  expect(lab.ping('web1', '172.19.0.1')).toBe('answered 64')
})

test('a container of another network is reached by its published port, which docker-proxy serves', () => {
  const lab = two()
  expect(lab.http('web1', '192.0.2.11', 8082)).toBe('web2')
  expect(lab.ask('web1', '192.0.2.11', 'tcp', 8082).relayed).not.toBeNull()
})

test('internal: its own bridge only', () => {
  const lab = two({ internal: true })
  lab.run('other', 'net1')
  expect(lab.ping('other', '172.18.0.2')).toBe('answered 64')
  expect(lab.ping('other', '172.18.0.1')).toBe('answered 64')
  expect(lab.ping('other', '198.51.100.7')).toBe('network-unreachable')
  expect(lab.ping('web2', '172.18.0.2')).toBe('timeout')
  expect(cause(lab, 'web2', '172.18.0.2')).toEqual({ purpose: 'internal', network: 'net1' })
})

test('icc off: neighbours are dropped on the bridge, and the gateway answers', () => {
  const lab = two({ options: options({ enable_icc: 'false' }) })
  lab.run('other', 'net1')
  expect(lab.ping('other', '172.18.0.2')).toBe('timeout')
  expect(cause(lab, 'other', '172.18.0.2')).toEqual({ purpose: 'icc-off', network: 'net1' })
  expect(lab.ping('other', '172.18.0.1')).toBe('answered 64')
  expect(lab.http('other', '192.0.2.11', 8080)).toBe('web1')
})

test('without masquerading the answers from outside are lost', () => {
  const lab = two({ options: options({ enable_ip_masquerade: 'false' }) })
  expect(lab.ping('web1', '198.51.100.7')).toBe('timeout')
})

test('isolated: not even the host', () => {
  const lab = two({ internal: true, ...mode('isolated') })
  expect(lab.ping('h1', '172.18.0.2')).not.toMatch(/answered/)
})

describe('the matrix of gateway modes, 28.5', () => {
  test('nat to routed: pings and published ports pass; others do not', () => {
    const lab = two({}, mode('routed'))
    expect(lab.ping('web1', '172.19.0.2')).toBe('answered 63')
    expect(lab.http('web1', '172.19.0.2', 80)).toBe('web2')
    expect(lab.http('web1', '172.19.0.2', 81)).toBe('timeout')
  })

  test('routed to nat: nothing', () => {
    const lab = two(mode('routed'))
    expect(lab.ping('web1', '172.19.0.2')).toBe('timeout')
    expect(lab.http('web1', '172.19.0.2', 80)).toBe('timeout')
  })

  test('nat to nat-unprotected: dropped by isolation', () => {
    const lab = two({}, mode('nat-unprotected'))
    expect(cause(lab, 'web1', '172.19.0.2')).toEqual({ purpose: 'isolate-networks', network: 'net2' })
  })
})

test('IPv6 is isolated as IPv4 is', () => {
  const six = (subnet: string) => ({ ipv6: true, ipam: [pool(subnet)] })
  const lab = two(six('fd00:1::/64'), six('fd00:2::/64'))
  expect(lab.ping('web1', 'fd00:2::2')).toBe('timeout')
  expect(lab.ping('web1', 'fd00:2::1')).toBe('answered 64')
  expect(lab.ping('web1', '2001:db8:1::50')).toBe('answered 63')
  expect(lab.http('peer', '2001:db8:1::11', 8080)).toBe('web1')
  expect(lab.ping('h1', 'fd00:2::2')).toBe('answered 64')
})

test('a sandbox on the host network is the host', () => {
  const lab = new Lab()
  const sandbox = lab.newSandbox('hostweb', { useHost: true, listeners: [] })
  lab.network('host')!.createEndpoint('hostweb').join(sandbox)
  expect(endpointOf(lab.world, sandbox.info().endpoints[0]!)).toMatchObject({ interface: '', address4: null })
  expect(lab.namespace('h1').interfaces.map((i) => i.name)).toEqual(['eth0', 'docker0'])
})

test('what a command leaves alone stays the same object, so that what is made of it can be kept', () => {
  const env = standardEnv()
  const lab = new Lab(env)
  lab.bridge('net1')
  lab.bridge('net2')
  for (const [name, network] of [
    ['web1', 'net1'],
    ['web2', 'net2'],
    ['other', 'net1'],
  ] as const)
    lab.run(name, network)
  const before = dataPlane(env, lab.world)
  const parts = (plane: DataPlane) => {
    const namespaces = allSandboxes(lab.world).map(({ id }) => plane.namespace(id))
    const segments = namespaces.flatMap((n) => n?.interfaces.flatMap((i) => i.segment ?? []) ?? [])
    return [
      namespaces,
      [...new Set(segments)].map((id) => plane.segment(id)),
      [plane.namespace('h1')],
    ] as const
  }
  const [namespaces, segments, [host]] = parts(before)
  lab.run('late', 'net2')
  const [now, nowSegments, [nowHost]] = parts(dataPlane(env, lab.world))
  expect(now.slice(0, 3).map((n, i) => n === namespaces[i])).toEqual([true, true, true])
  expect(nowSegments.map((s) => segments.includes(s))).toEqual([true, false])
  expect(nowHost).not.toBe(host)
  expect(nowHost?.interfaces).toEqual(host?.interfaces)
})

test('a new endpoint changes the one chain that names it; joining and leaving change nothing of the host', () => {
  const env = standardEnv()
  const lab = new Lab(env)
  lab.bridge('net1')
  lab.bridge('net2')
  lab.run('web1', 'net1')
  lab.run('web2', 'net2')
  const host = () => dataPlane(env, lab.world).namespace('h1')
  const before = host()
  const endpoint = lab.network('net2')!.createEndpoint('late')
  const created = host()
  expect(created?.routes).toBe(before?.routes)
  expect(created?.rules6).toBe(before?.rules6)
  expect(created?.rules4).toEqual({ ...before?.rules4, raw: created?.rules4?.raw })
  expect(created?.rules4?.raw.map((chain, i) => chain === before?.rules4?.raw[i])).toEqual([false, true])
  expect(created?.rules4?.raw[0]?.rules.at(-1)?.cause.endpoint).toBe('late')

  const sandbox = lab.newSandbox('late')
  endpoint.join(sandbox)
  expect(host()).toBe(created)
  endpoint.leave(sandbox)
  expect(host()).toBe(created)
  endpoint.delete()
  expect(host()?.rules4?.raw[0]?.rules.some(({ cause }) => cause.endpoint === 'late')).toBe(false)
})
