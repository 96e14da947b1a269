// The readings of a dotted name, in the order in which Docker tries them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { candidatesOf } from '../../src/dns/lookup.js'

test('a.b.c is a name, a.b on network c, or a on network b.c', () => {
  expect(candidatesOf('a.b.c.')).toEqual([
    { name: 'a.b.c', network: '' },
    { name: 'a.b', network: 'c' },
    { name: 'a', network: 'b.c' },
  ])
})

test('there is one reading more than dots, and each one spells the name', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', 'a', 'b')), (labels) => {
      const name = labels.join('.')
      const [whole, ...split] = candidatesOf(`${name}.`)
      expect(whole).toEqual({ name, network: '' })
      expect(split).toHaveLength(name.split('.').length - 1)
      for (const each of split) expect(`${each.name}.${each.network}`).toBe(name)
    }),
  )
})
