import { describe, expect, test } from 'vitest'
import { assertRules } from '../../src/testing/assertRules.js'
import { check } from '../../src/testing/check.js'
import { checkText } from '../../src/testing/resultText.js'
import { tcp } from '../../src/testing/rules/port.js'
import { always, never, only, type RuleData } from '../../src/testing/rules/rule.js'
import type { Subject } from '../../src/testing/subject.js'
import { labWith, shop } from './shop.js'

const verdictOf = (subject: Subject, rule: RuleData) => check(subject, [rule]).results[0]!

test('the rules of the shop hold', () => {
  const rules = [
    never('frontend').reaches('db'),
    always('frontend').reaches('backend', tcp(9000)),
    only('backend').reaches('db', tcp(5432)),
    always('internet').reaches('frontend', tcp(80)),
    never('internet').reaches('*').excluding('frontend'),
  ]
  const checked = check(shop(), rules)
  expect(checkText(checked)).toMatchInlineSnapshot(`
    "holds: frontend never reaches db
    holds: frontend always reaches backend on 9000/tcp
    holds: only backend reaches db on 5432/tcp
    holds: internet always reaches frontend on 80/tcp
    holds: internet never reaches *, except frontend
    5 of 5 rules hold"
  `)
  expect(checked.ok).toBe(true)
})

test('a world and its laboratory are checked alike', () => {
  const lab = shop()
  const rules = [never('frontend').reaches('db'), never('frontend').reaches('backend')]
  const verdicts = (subject: Subject) =>
    check(subject, rules).results.map(({ verdict, says }) => [verdict, says])
  expect(verdicts(lab.world)).toEqual(verdicts(lab))
})

test('one more network breaks a rule, and the witness says how', () => {
  const lab = shop('network connect back shop-frontend-1')
  const { verdict, witnesses } = verdictOf(lab, never('frontend').reaches('db').because('cards'))
  expect(verdict).toBe('broken')
  expect(witnesses.map(({ from, to, by, explanation }) => [from, to, by, explanation])).toEqual([
    ['h1/shop-frontend-1', 'h1/shop-db-1', '172.19.0.3 (ping)', expect.stringContaining('over network back')],
    [
      'h1/shop-frontend-1',
      'h1/shop-db-1',
      '172.19.0.3 port 5432/tcp',
      expect.stringContaining('over network back'),
    ],
  ])
  expect(() => assertRules(lab, [never('frontend').reaches('db').because('cards')])).toThrow(
    /BROKEN: frontend never reaches db\n {2}why the rule: cards\n {2}h1\/shop-frontend-1 reaches h1\/shop-db-1\./,
  )
})

test('a published port breaks a rule about containers on other networks', () => {
  const lab = labWith('run -d --name db -p 5432:5432 postgres')
  expect(verdictOf(lab, never('internet').reaches('db')).verdict).toBe('broken')
})

describe('a never wants a positive control', () => {
  test('a port on which the target does not listen', () => {
    expect(verdictOf(shop(), never('frontend').reaches('db', tcp(22)))).toMatchObject({
      verdict: 'unproven',
      says: [expect.stringContaining('nothing answers at h1/shop-db-1 on 22/tcp')],
    })
  })

  test('a name that nobody bears', () => {
    expect(verdictOf(shop(), never('frontend').reaches('databse'))).toMatchObject({
      verdict: 'unproven',
      says: [expect.stringContaining("nothing here is called 'databse'")],
    })
  })

  test('a target that does not run', () => {
    expect(verdictOf(shop('stop shop-db-1'), never('frontend').reaches('db'))).toMatchObject({
      verdict: 'unproven',
      says: ['h1/shop-db-1 does not run'],
    })
  })

  test('one target with a control is enough for a group, and the others are told', () => {
    expect(verdictOf(shop(), never('internet').reaches('network:back', tcp(5432)))).toMatchObject({
      verdict: 'holds',
      says: [
        expect.stringContaining('nothing answers at h1/shop-backend-1'),
        expect.stringContaining('nothing answers at h1/shop-backend-1'),
      ],
    })
  })

  test('only does, too: somebody who may must be able to', () => {
    const lab = shop('network disconnect back shop-backend-1')
    expect(verdictOf(lab, only('backend').reaches('db', tcp(5432))).verdict).toBe('broken')
  })
})

test('only is broken by anybody else', () => {
  const lab = shop('run -d --name spy --network back redis')
  const { verdict, says } = verdictOf(lab, only('backend').reaches('db', tcp(5432)))
  expect([verdict, says]).toEqual(['broken', ['h1/spy reaches h1/shop-db-1 on 5432/tcp.']])
  expect(verdictOf(lab, only('backend').reaches('db', tcp(5432)).excluding('spy')).verdict).toBe('holds')
})

test('always is broken by a target that is not there', () => {
  expect(verdictOf(shop(), always('frontend').reaches('nobody')).verdict).toBe('broken')
  expect(verdictOf(shop('stop shop-backend-1'), always('frontend').reaches('backend')).verdict).toBe('broken')
})

test('what nobody knows makes a rule undetermined', () => {
  const lab = labWith('run -d --name web nginx', 'run -d --name db postgres')
  expect(verdictOf(lab, never('web').reaches('db', tcp(5432))).verdict).toBe('undetermined')
  expect(verdictOf(lab, always('web').reaches('db', tcp(5432))).verdict).toBe('undetermined')
})

test('a verdict lists what it rests on', () => {
  expect(verdictOf(shop(), never('frontend').reaches('db')).assumptions).toEqual([
    { code: 'engine-defaults' },
    { code: 'no-own-rules' },
    { code: 'listens', place: 'h1/shop-db-1', ports: [tcp(5432)], because: 'exposed' },
  ])
})
