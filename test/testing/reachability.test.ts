import { expect, test } from 'vitest'
import { reachability } from '../../src/testing/reachability.js'
import { tcp } from '../../src/testing/rules/port.js'
import { shop } from './shop.js'

const lab = shop()
const rows = (...asked: Parameters<typeof reachability> extends [unknown, ...infer R] ? R : never) =>
  reachability(lab, ...asked).map(({ from, to, verdict, controlled }) => [from, to, verdict, controlled])

test('a row for each pair', () => {
  expect(rows('project:shop', ['db', 'frontend'])).toEqual([
    ['h1/shop-frontend-1', 'h1/shop-db-1', 'unreachable', true],
    ['h1/shop-backend-1', 'h1/shop-db-1', 'reachable', true],
    ['h1/shop-backend-1', 'h1/shop-frontend-1', 'reachable', true],
    ['h1/shop-db-1', 'h1/shop-frontend-1', 'unreachable', true],
  ])
})

test('a row for each port', () => {
  expect(reachability(lab, 'backend', 'db', tcp(5432), tcp(22)).map(({ says }) => says)).toEqual([
    'h1/shop-backend-1 reaches h1/shop-db-1 on 5432/tcp.',
    'h1/shop-backend-1 comes as far as h1/shop-db-1, and only that nothing answers there on 22/tcp stops it.',
  ])
})

test('a name that is nobody’s is looked up as programs do', () => {
  expect(rows('frontend', 'google.com')).toEqual([['h1/shop-frontend-1', 'google.com', 'reachable', true]])
  expect(rows('db', 'google.com')).toEqual([['h1/shop-db-1', 'google.com', 'unreachable', true]])
  expect(rows('nobody', 'db')).toEqual([])
})
