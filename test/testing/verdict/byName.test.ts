import { expect, test } from 'vitest'
import type { Lab } from '../../../src/index.js'
import { reachability } from '../../../src/testing/reachability.js'
import { tcp, type Port } from '../../../src/testing/rules/port.js'
import { assumptionText } from '../../../src/testing/verdict/assumption.js'
import { labWith, shop } from '../shop.js'

const one = (lab: Lab, from: string, to: string, ...ports: readonly Port[]) => {
  const [row, ...more] = reachability(lab, from, to, ...ports)
  expect(more).toEqual([])
  return { ...row!, assumptions: row!.assumptions.slice(2).map(assumptionText) }
}

/** Two back ends under one name, the second of which listens nowhere. */
const BACK_ENDS = [
  'network create net1',
  'run -d --name web --network net1 nginx',
  'run -d --name good --network net1 --network-alias api --expose 80 api',
]

test('which back end answers is left to chance', () => {
  const lab = labWith(...BACK_ENDS, 'run -d --name bad --network net1 --network-alias api --expose 81 api')
  expect(one(lab, 'web', 'api', tcp(80))).toMatchObject({
    verdict: 'ambiguous',
    says: 'h1/web reaches api on 80/tcp at 172.18.0.3, but not at 172.18.0.4, and which of them answers is left to chance.',
    assumptions: ['api stands for 172.18.0.3, 172.18.0.4, and any of them may be used.'],
  })
  expect(one(lab, 'web', 'api')).toMatchObject({ verdict: 'reachable' })
})

test('a name of one back end leaves nothing to chance', () => {
  expect(one(labWith(...BACK_ENDS), 'web', 'api', tcp(80))).toMatchObject({
    verdict: 'reachable',
    assumptions: [],
  })
})

test('a port of the host that the engine picked may be another one next time', () => {
  const lab = labWith('run -d --name web -p 80 nginx', 'run -d --name fixed -p 8080:80 nginx')
  expect(one(lab, 'peer', '192.0.2.11', tcp(32768))).toMatchObject({
    verdict: 'ambiguous',
    says: expect.stringContaining('the engine picked that port for h1/web'),
  })
  expect(one(lab, 'peer', '192.0.2.11', tcp(8080))).toMatchObject({ verdict: 'reachable' })
})

test('so may one from a range', () => {
  const lab = labWith('run -d --name web -p 8000-8009:80 nginx')
  expect(one(lab, 'peer', '192.0.2.11', tcp(8000))).toMatchObject({ verdict: 'ambiguous' })
})

test('what lies behind the router, and which names are known there, is not modelled', () => {
  expect(one(shop(), 'frontend', '203.0.113.9')).toMatchObject({
    verdict: 'undetermined',
    says: 'h1/shop-frontend-1 does not reach 203.0.113.9 here: what lies behind lan is not modelled, and 203.0.113.9 is no address of this world.',
  })
  expect(one(shop(), 'frontend', 'example.com')).toMatchObject({
    verdict: 'undetermined',
    says: expect.stringContaining('example.com is asked of 192.0.2.1'),
  })
})

test('from an internal network nobody gets that far, so that is certain', () => {
  expect(one(shop(), 'db', '203.0.113.9')).toMatchObject({ verdict: 'unreachable', controlled: false })
  expect(one(shop(), 'db', 'example.com')).toMatchObject({ verdict: 'unreachable', controlled: false })
})

test('a name that the host knows is somebody’s, so not to reach it proves something', () => {
  expect(one(shop(), 'db', 'google.com')).toMatchObject({ verdict: 'unreachable', controlled: true })
  expect(one(shop(), 'db', 'google.com', tcp(22))).toMatchObject({
    verdict: 'unreachable',
    controlled: false,
  })
})

test('a name that is not found, of an address that is reached, proves nothing', () => {
  const lab = labWith('run -d --name web --dns 192.0.2.50 nginx')
  expect(one(lab, 'web', 'google.com')).toMatchObject({ verdict: 'unreachable', controlled: false })
  expect(one(lab, 'web', '198.51.100.7')).toMatchObject({ verdict: 'reachable' })
})

test('an address is controlled when its owner would answer there', () => {
  expect(one(shop(), 'frontend', '172.19.0.3', tcp(5432))).toMatchObject({
    verdict: 'unreachable',
    controlled: true,
    assumptions: ['172.19.0.3 is h1/shop-db-1: it was given in the order in which containers started.'],
  })
  expect(one(shop(), 'frontend', '172.19.0.3', tcp(22))).toMatchObject({
    verdict: 'unreachable',
    controlled: false,
  })
  expect(one(shop(), 'frontend', '172.19.0.99')).toMatchObject({ verdict: 'unreachable', controlled: false })
})

test('an address that the user gave rests on no order', () => {
  const lab = labWith(
    'network create --subnet 10.1.0.0/24 net1',
    'run -d --name web --network net1 --ip 10.1.0.9 nginx',
  )
  expect(one(lab, 'h1', '10.1.0.9')).toMatchObject({ verdict: 'reachable', assumptions: [] })
})
