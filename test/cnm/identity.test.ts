// Ids, MAC addresses and names that are made from the world's step counter.
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { makeId, makeMac, vethName } from '../../src/cnm/identity.js'

const place = fc.record({ host: fc.nat({ max: 50 }), step: fc.nat({ max: 100_000 }) })

test('an id is 64 hex digits, and its short form never looks like a number', () => {
  fc.assert(
    fc.property(place, ({ host, step }) => {
      const id = makeId('network', host, step)
      expect(id).toMatch(/^[0-9a-f]{64}$/)
      expect(id).not.toMatch(/^\d{12}/)
    }),
  )
})

test('a MAC address is a locally administered unicast one; a veth name is one that Linux takes', () => {
  fc.assert(
    fc.property(place, ({ host, step }) => {
      expect(makeMac(host, step)).toMatch(/^[0-9a-f][26ae](:[0-9a-f]{2}){5}$/)
      expect(vethName(host, step, 'eth0')).toMatch(/^veth[0-9a-f]{7}$/)
    }),
  )
})

test('no two of them meet: 20 000 steps, short ids and addresses', () => {
  const steps = Array.from({ length: 20_000 }, (_, step) => step)
  const kinds = ['network', 'endpoint', 'sandbox'] as const
  const ids = steps.flatMap((step) => kinds.map((kind) => makeId(kind, step % 3, step).slice(0, 12)))
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(steps.map((step) => makeMac(0, step))).size).toBe(steps.length)
})
