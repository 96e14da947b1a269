// Expectations: recording bridge-two-isolated of Docker Engine 28.5.2.
import { expect, it } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { matrix, matrixRows } from '../../src/reach/matrix.js'
import { env, idOf, lab, withContainer, withNetwork } from './lab.js'

it('asks every pair by every address', () => {
  const nets = withNetwork(withNetwork(lab(), 'net1'), 'net2')
  const places = [
    ['web1', 'net1', '172.18.0.2'],
    ['web2', 'net2', '172.19.0.2'],
    ['web3', 'net2', '172.19.0.3'],
  ] as const
  const world = places.reduce((w, [name, on]) => withContainer(w, name, { on: [on], listens: [80] }), nets)
  const asked = matrix(env, world, {
    from: places.map(([name, , address]) => ({
      label: name,
      namespace: idOf(world, name),
      addresses: [mustParseIp(address)],
    })),
    ports: [80, { protocol: 'tcp', port: 81 }],
  })
  expect(asked.cells).toEqual(['---tttttt', 'ttt---oor', 'tttoor---'])
  const rows = matrixRows(asked)
  expect(rows.map((r) => [r.from, r.to, r.ping, ...r.ports.map((p) => p.verdict)].join(' '))).toEqual([
    'web1 web2 timeout timeout timeout',
    'web1 web3 timeout timeout timeout',
    'web2 web1 timeout timeout timeout',
    'web2 web3 ok ok refused',
    'web3 web1 timeout timeout timeout',
    'web3 web2 ok ok refused',
  ])
})
