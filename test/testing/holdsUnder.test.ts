import { expect, test } from 'vitest'
import { holdsUnder, operationsOn } from '../../src/testing/holdsUnder.js'
import { tcp } from '../../src/testing/rules/port.js'
import { always, never } from '../../src/testing/rules/rule.js'
import { labWith, shop } from './shop.js'

const RULES = [never('frontend').reaches('db')]

test('a world that breaks a rule needs no command', () => {
  const { holds, script, result } = holdsUnder(shop(), [never('frontend').reaches('backend')])
  expect([holds, script?.lines, result?.ok]).toEqual([false, [], false])
})

test('the shortest script is found, whatever else may be typed', () => {
  const { holds, exhaustiveTo, script, result } = holdsUnder(shop(), RULES, { depth: 3 })
  expect([holds, exhaustiveTo]).toEqual([false, 1])
  expect(script?.lines).toHaveLength(1)
  expect(`${String(script)}\n`).toMatch(/^docker network connect \S+ shop-(frontend|db)-1\n$/)
  expect(result?.results[0]?.verdict).toBe('broken')
})

test('two commands that break a rule only together', () => {
  const lab = shop('network create side')
  const commands = [
    'network connect side shop-frontend-1',
    'network connect side shop-db-1',
    'stop shop-backend-1',
  ]
  expect(holdsUnder(lab, RULES, { commands, depth: 1 })).toMatchObject({
    holds: true,
    exhaustiveTo: 1,
    checked: 4,
  })
  expect(holdsUnder(lab, RULES, { commands, depth: 2 }).script?.lines).toEqual(commands.slice(0, 2))
})

test('commands that hurt nobody', () => {
  const commands = ['restart shop-db-1', 'network disconnect back shop-backend-1', 'stop shop-db-1']
  expect(holdsUnder(shop(), RULES, { commands, depth: 3 })).toMatchObject({ holds: true, exhaustiveTo: 3 })
})

test('an always is broken when its target is stopped', () => {
  const rules = [always('frontend').reaches('backend', tcp(9000))]
  expect(holdsUnder(shop(), rules, { commands: ['stop shop-backend-1'], depth: 1 }).holds).toBe(false)
})

test('beyond what can be tried it goes on at random, and shortens what it finds', () => {
  const lab = shop('network create side')
  const commands = [
    'network connect side shop-frontend-1',
    'network connect side shop-db-1',
    ...['ps', 'restart shop-db-1', 'restart shop-backend-1', 'restart shop-frontend-1'],
  ]
  const found = holdsUnder(lab, RULES, { commands, depth: 8, worlds: 20 })
  expect(found).toMatchObject({ holds: false, exhaustiveTo: 1 })
  expect(found.script?.lines.toSorted()).toEqual(commands.slice(0, 2).toSorted())
  expect(holdsUnder(lab, RULES, { commands, depth: 8, worlds: 20 })).toEqual(found)
})

test('it ends where everything is refused', () => {
  expect(
    holdsUnder(shop(), RULES, { commands: ['bogus', 'stop nobody'], depth: 9, worlds: 10 }),
  ).toMatchObject({
    holds: true,
  })
  expect(holdsUnder(labWith(), RULES)).toMatchObject({ holds: true, exhaustiveTo: 2, checked: 1 })
})

test('what an operator may do to a host', () => {
  const lab = labWith('network create back', 'run -d --name web nginx', 'stop web')
  expect(operationsOn(lab, 'h1')).toEqual([
    'network disconnect bridge web',
    'network connect back web',
    'start web',
  ])
})
