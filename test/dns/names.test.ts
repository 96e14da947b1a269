// Indexes of names: any name works as a key, and earlier publications come first.
import { expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { indexNames, indexReverse } from '../../src/dns/names.js'
import { named } from './views.js'

test('records of one name, in any case, keep their order', () => {
  const index = indexNames([named('WEB', '172.18.0.2'), named('__proto__'), named('web', '172.18.0.3')])
  expect(index.get('web')?.map(({ name }) => name)).toEqual(['WEB', 'web'])
  expect(index.get('__proto__')).toHaveLength(1)
  expect(index.get('constructor')).toBeUndefined()
})

test('the first name of an address is its PTR name', () => {
  const address = mustParseIp('172.18.0.2')
  expect(
    indexReverse([
      [address, 'web1'],
      [address, 'db'],
    ]).get(address),
  ).toBe('web1')
})
