import { expect, test } from 'vitest'
import { situationOf } from '../../../src/testing/subject.js'
import { select } from '../../../src/testing/verdict/select.js'
import { labWith, shop } from '../shop.js'

const lab = shop('run -d --name db --network front redis', 'stop db')
const who = (...selectors: readonly string[]) => {
  const { parties, down, unknown } = select(situationOf(lab), selectors)
  return { parties: parties.map(({ label }) => label), down, unknown }
}
const found = (...parties: readonly string[]) => ({ parties, down: [], unknown: [] })

test.each([
  ['*', found('h1/shop-frontend-1', 'h1/shop-backend-1', 'h1/shop-db-1')],
  ['internet', found('lan', 'peer')],
  ['shop-db-1', found('h1/shop-db-1')],
  ['h1/shop-db-1', found('h1/shop-db-1')],
  ['backend', found('h1/shop-backend-1')],
  ['shop/backend', found('h1/shop-backend-1')],
  ['service:shop/backend', found('h1/shop-backend-1')],
  ['project:shop', found('h1/shop-frontend-1', 'h1/shop-backend-1', 'h1/shop-db-1')],
  ['network:back', found('h1/shop-backend-1', 'h1/shop-db-1')],
  ['label:tier=data', found('h1/shop-db-1')],
  ['label:tier', found('h1/shop-frontend-1', 'h1/shop-backend-1', 'h1/shop-db-1')],
  ['h1', found('h1')],
  ['host:peer', found('peer')],
])('%s', (selector, expected) => expect(who(selector)).toEqual(expected))

test('a word means the service and the container of that name, one of which does not run', () => {
  expect(who('db')).toEqual({ parties: ['h1/shop-db-1'], down: ['h1/db'], unknown: [] })
})

test('a service of another project, and what is not there, is unknown', () => {
  expect(who('other/backend', 'nobody', 'network:nowhere', 'constructor')).toEqual({
    parties: [],
    down: [],
    unknown: ['other/backend', 'nobody', 'network:nowhere', 'constructor'],
  })
})

test('whoever is meant twice is there once', () => {
  expect(who('backend', 'network:back')).toEqual(found('h1/shop-backend-1', 'h1/shop-db-1'))
})

test('a container is preferred to a machine of its name', () => {
  const { parties } = select(situationOf(labWith('run -d --name peer redis')), ['peer'])
  expect(parties.map(({ label }) => label)).toEqual(['h1/peer'])
})
