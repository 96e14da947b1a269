// Expectations: recording ports-basic of Docker Engine 28.5.2, step for step; and a paused program (multi-pause).
import { expect, it } from 'vitest'
import type { World } from '../../src/cnm/world.js'
import { connect, httpResult } from '../../src/reach/connect.js'
import { amendSandbox } from '../../src/cnm/amend.js'
import { env, idOf, lab, listener, must, withContainer, withNetwork } from './lab.js'

const networks = ['net1', 'net2'].reduce((w, name) => withNetwork(w, name), lab())
const web = (w: World, name: string, on: string, ports: string[] = []) =>
  withContainer(w, name, { on: [on], listens: [80], ports })
const world = web(
  web(web(web(networks, 'web1', 'net1', ['8080:80']), 'web2', 'net1'), 'web3', 'net2'),
  'web4',
  'bridge',
)
const http = (w: World, from: string, target: string, port: number) =>
  httpResult(connect(env, w, idOf(w, from), target, port))

const web1 = { ok: true, answeredBy: 'web1id' }
const no = (why: string) => ({ ok: false, why })

it.each([
  ['peer', '192.0.2.11', 8080, web1],
  ['lan', '192.0.2.11', 8080, web1],
  ['peer', '192.0.2.11', 80, no('refused')],
  ['h1', '127.0.0.1', 8080, web1],
  ['h1', '192.0.2.11', 8080, web1],
  ['h1', '172.18.0.1', 8080, web1],
  ['h1', '172.18.0.2', 8080, no('refused')],
  ['h1', '172.18.0.2', 80, web1],
  ['web2', 'web1', 80, web1],
  ['web2', 'web1', 8080, no('refused')],
  ['web2', '192.0.2.11', 8080, web1],
  ['web2', '172.18.0.1', 8080, web1],
  ['web3', '192.0.2.11', 8080, web1],
  ['web3', '172.19.0.1', 8080, web1],
  ['web3', '172.18.0.1', 8080, web1],
  ['web3', '172.18.0.2', 80, no('timeout')],
  ['web3', '172.18.0.2', 8080, no('timeout')],
  ['web4', '192.0.2.11', 8080, web1],
  ['web4', '172.17.0.1', 8080, web1],
  ['web1', '192.0.2.11', 8080, web1],
  ['web1', '172.18.0.1', 8080, web1],
  ['web1', '127.0.0.1', 8080, no('refused')],
  ['peer', '2001:db8:1::11', 8080, web1],
  ['h1', '::1', 8080, web1],
])('http %s %s %i', (from, target, port, expected) => {
  expect(http(world, from, target, port)).toEqual(expected)
})

it('what routers say is heard when connecting, unlike by ping', () => {
  expect(http(world, 'web3', '203.0.113.9', 80)).toEqual(no('network-unreachable'))
  expect(http(world, 'web3', '192.0.2.99', 80)).toEqual(no('timeout'))
  expect(connect(env, world, idOf(world, 'web3'), '192.0.2.99', 80).why).toBe('host-unreachable')
})

it('a paused program takes connections and never answers', () => {
  const id = idOf(world, 'web2')
  const listeners = [listener(80, 'web2id', { frozen: true })]
  const paused = must(amendSandbox(world, id, { listeners })).world
  expect(http(paused, 'web1', 'web2', 80)).toEqual(no('timeout'))
})

it('an unknown name is not connected to', () => {
  const report = connect(env, world, idOf(world, 'web1'), 'nosuch', 80)
  expect([report.why, report.conversation]).toEqual(['no-such-name', null])
  expect(httpResult(report)).toEqual(no('no-such-name'))
})
