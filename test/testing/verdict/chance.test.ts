import { expect, test } from 'vitest'
import { createLab, standardEnv, type Driver } from '../../../src/index.js'
import { check } from '../../../src/testing/check.js'
import { never, always } from '../../../src/testing/rules/rule.js'
import { labOn } from '../../../src/testing/script/script.js'
import { situationOf } from '../../../src/testing/subject.js'
import { alternatives } from '../../../src/testing/verdict/chance.js'
import { select } from '../../../src/testing/verdict/select.js'

const LINES = [
  'network create aa',
  'network create bb',
  'network create cc',
  'run -d --name one --network aa nginx',
  'run -d --name both --network aa --network bb nginx',
]

function ordersOf(lab: ReturnType<typeof createLab>, name: string) {
  const situation = situationOf(lab)
  return alternatives(situation, select(situation, [name]).parties[0]!).map(
    ({ networks, situation: { world } }) => ({
      networks,
      eth0: lab
        .at(world)
        .state(`h1/${name}`)
        .interfaces.find((i) => i.name === 'eth0')?.address,
    }),
  )
}
const played = (lab: ReturnType<typeof createLab>, ...more: readonly string[]) => {
  for (const line of [...LINES, ...more]) expect(lab.docker('h1', line).stderr).toBe('')
  return lab
}

test('two networks at the start can be joined in one other order', () => {
  const lab = played(createLab())
  expect(lab.state('h1/both').interfaces[0]).toEqual({ name: 'eth0', address: '172.18.0.3/16' })
  expect(ordersOf(lab, 'both')).toEqual([{ networks: ['bb', 'aa'], eth0: '172.19.0.2/16' }])
  expect(ordersOf(lab, 'one')).toEqual([])
})

test('a network that was connected later was joined when it was', () => {
  const lab = played(createLab(), 'network connect cc one', 'network connect cc both')
  expect(ordersOf(lab, 'one')).toEqual([])
  expect(ordersOf(lab, 'both').map(({ networks }) => networks)).toEqual([['bb', 'aa']])
})

test('a restart joins them all again', () => {
  const lab = played(createLab(), 'network connect cc both', 'restart both')
  expect(ordersOf(lab, 'both')).toHaveLength(5)
})

test('whoever lends his network to others is left alone', () => {
  const lab = played(createLab(), 'run -d --name guest --network container:both nginx')
  expect(ordersOf(lab, 'both')).toEqual([])
})

/** A driver that plugs in nothing but the first interface of a sandbox. */
const firstOnly = (bridge: Driver): Driver => ({
  ...bridge,
  wire: (network, endpoints, host) => {
    const second = new Set(endpoints.filter((e) => e.joined?.interface !== 'eth0').map(({ id }) => id))
    const wiring = bridge.wire(network, endpoints, host)
    return { ...wiring, plugs: wiring.plugs.map((p) => (second.has(p.endpoint) ? { ...p, up: false } : p)) }
  },
})

test('a verdict that hangs on the order is ambiguous, either way', () => {
  const lab = played(labOn(standardEnv([firstOnly(standardEnv().drivers.get('bridge')!)])))
  for (const rule of [never('one').reaches('both'), always('one').reaches('both')])
    expect(check(lab, [rule]).results[0]).toMatchObject({
      verdict: 'ambiguous',
      says: [
        expect.stringContaining(
          'when it joins them in the order bb, aa, which is left to chance at its start',
        ),
      ],
    })
})

test('with Docker’s own drivers it does not', () => {
  expect(check(played(createLab()), [always('one').reaches('both')]).ok).toBe(true)
})
