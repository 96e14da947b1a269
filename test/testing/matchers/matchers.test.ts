import { describe, expect, test } from 'vitest'
import '../../../src/testing/vitest.js'
import { from } from '../../../src/testing/matchers/matcher.js'
import { tcp } from '../../../src/testing/rules/port.js'
import { never } from '../../../src/testing/rules/rule.js'
import { labWith, shop } from '../shop.js'

const lab = shop()
/** The message with which an expectation fails; '' when it does not. */
function failure(expectation: () => void): string {
  try {
    expectation()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('toReach', () => {
  test('by the name of a service, by address, and by a name outside', () => {
    expect(from(lab, 'backend')).toReach('db')
    expect(from(lab, 'backend')).toReach('db', tcp(5432))
    expect(from(lab, 'frontend')).not.toReach('db')
    expect(from(lab, 'frontend')).toReach('google.com')
    expect(from(lab, 'peer')).toReach('192.0.2.11', tcp(8080))
    expect(from(lab, 'network:back')).toReach('db', tcp(5432))
  })

  test('fails with the reason, hop by hop', () => {
    const lines = failure(() => expect(from(lab, 'frontend')).toReach('db', tcp(5432))).split('\n')
    expect(lines[0]).toBe('h1/shop-frontend-1 does not reach h1/shop-db-1 on 5432/tcp.')
    expect(lines[1]).toContain('(network back is internal: nothing enters or leaves it)')
    expect(lines[2]).toBe('  hop by hop, h1/shop-frontend-1 -> h1/shop-db-1:')
    expect(lines.slice(3).map((line) => line.trim().split(' ')[0])).toEqual([
      'request:',
      'h1/shop-frontend-1',
      'route',
      'neighbour',
      'h1',
      'route',
      'filter',
      'end',
    ])
  })

  test('not.toReach fails when it would pass for the wrong reason', () => {
    expect(failure(() => expect(from(lab, 'frontend')).not.toReach('db', tcp(22)))).toContain(
      'nothing answers at',
    )
    expect(failure(() => expect(from(lab, 'frontend')).not.toReach('databse'))).toContain(
      "Nobody is called 'databse' in this world",
    )
    expect(failure(() => expect(from(lab, 'backend')).not.toReach('db', tcp(22)))).toContain(
      'comes as far as',
    )
  })

  test('what is not determined fails either way', () => {
    const unknown = labWith('run -d --name web nginx', 'run -d --name db postgres')
    const text = 'nothing is known of where image postgres listens'
    expect(failure(() => expect(from(unknown, 'web')).toReach('db', tcp(5432)))).toContain(text)
    expect(failure(() => expect(from(unknown, 'web')).not.toReach('db', tcp(5432)))).toContain(text)
  })

  test('nobody sits in a seat that is not there', () => {
    expect(failure(() => expect(from(lab, 'nobody')).not.toReach('db'))).toBe(
      "nothing here is called 'nobody'",
    )
    expect(failure(() => expect(lab).toReach('db'))).toContain("expect(from(lab, 'web')).toReach(...)")
  })
})

test('toBeIsolatedFrom is about both ways', () => {
  expect(from(lab, 'frontend')).toBeIsolatedFrom('db')
  expect(from(lab, 'backend')).not.toBeIsolatedFrom('db')
  expect(failure(() => expect(from(lab, 'frontend')).toBeIsolatedFrom('backend'))).toContain(
    'BROKEN: backend never reaches frontend',
  )
  expect(failure(() => expect(from(lab, 'frontend')).not.toBeIsolatedFrom('db'))).toContain('neither reaches')
  for (const expectation of [expect(from(lab, 'frontend')), expect(from(lab, 'frontend')).not])
    expect(failure(() => expectation.toBeIsolatedFrom('nobody'))).toContain("nothing here is called 'nobody'")
})

test('toResolve', () => {
  expect(from(lab, 'backend')).toResolve('db')
  expect(from(lab, 'backend')).toResolve('db', '172.19.0.3')
  expect(from(lab, 'frontend')).not.toResolve('db')
  expect(failure(() => expect(from(lab, 'frontend')).toResolve('db'))).toContain(
    'h1/shop-frontend-1 finds no address for db',
  )
  expect(failure(() => expect(from(lab, 'backend')).toResolve('db', '10.0.0.1'))).toContain(
    'finds 172.19.0.3 for db, not 10.0.0.1',
  )
})

test('toPublish', () => {
  expect(from(lab, 'frontend')).toPublish(80)
  expect(from(lab, 'frontend')).toPublish('8080:80')
  expect(from(lab, 'frontend')).toPublish('0.0.0.0:8080:80/tcp')
  expect(from(lab, 'frontend')).toPublish('[::]:8080:80')
  expect(from(lab, 'frontend')).not.toPublish('8081:80')
  expect(from(lab, 'db')).not.toPublish(5432)
  expect(failure(() => expect(from(lab, 'frontend')).toPublish(81))).toBe(
    'h1/shop-frontend-1 publishes 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp',
  )
  expect(failure(() => expect(from(lab, 'frontend')).toPublish('x'))).toContain("'x' is no published port")
})

test('toHaveGateway', () => {
  expect(from(lab, 'backend')).toHaveGateway('front')
  expect(from(lab, 'backend')).toHaveGateway('172.18.0.1')
  expect(from(lab, 'backend')).not.toHaveGateway('back')
  expect(from(lab, 'db')).not.toHaveGateway('back')
  expect(failure(() => expect(from(lab, 'db')).toHaveGateway('back'))).toBe('h1/shop-db-1 has no gateway')
  expect(failure(() => expect(from(lab, 'backend')).toHaveGateway('back'))).toBe(
    'h1/shop-backend-1 leaves by 172.18.0.1 of network front',
  )
})

describe('toMatchReachability', () => {
  test('a table that is right', () => {
    expect(lab).toMatchReachability(`
                frontend  backend  db
      frontend  -         yes      no
      backend   yes       -        yes
      db        no        yes      -
      internet  -         no       no
    `)
    expect(lab).toMatchReachability('db\nbackend yes\nfrontend -', tcp(5432))
  })

  test('fails with what is so, and the reasons', () => {
    const message = failure(() =>
      expect(lab).toMatchReachability('frontend db\nfrontend - yes\nbackend no yes\nnobody no no'),
    )
    expect(message).toContain(
      [
        "4 of the table's answers are other than it says (marked with !):",
        '            frontend   db',
        '  frontend  -          no!',
        '  backend   yes!       yes',
        '  nobody    unproven!  unproven!',
      ].join('\n'),
    )
    expect(message).toContain('hop by hop, h1/shop-frontend-1 -> h1/shop-db-1:')
  })

  test.each([
    ['', 'the table wants a line of names'],
    ['a b\na yes', "line 'a' of the table has 1 answers for 2 names"],
    ['a\na maybe', "'maybe' in line 'a' of the table is no answer"],
  ])('%j is no table', (table, message) => {
    expect(failure(() => expect(lab).toMatchReachability(table))).toContain(message)
  })
})

test('toSatisfy takes rules; and still a function, as without these matchers', () => {
  expect(lab).toSatisfy([never('frontend').reaches('db')])
  expect(lab.world).toSatisfy(never('frontend').reaches('db'))
  expect(lab).not.toSatisfy(never('frontend').reaches('backend'))
  expect(18).toSatisfy((age: number) => age >= 18)
  expect({ age: 17 }).not.toEqual({ age: expect.toSatisfy((age: number) => age >= 18) })
  expect(
    failure(() => expect(lab).toSatisfy(never('frontend').reaches('backend').because('why not'))),
  ).toContain('why the rule: why not')
  expect(failure(() => expect(3).toSatisfy(never('frontend').reaches('backend')))).toContain(
    'expect(lab).toSatisfy',
  )
})
