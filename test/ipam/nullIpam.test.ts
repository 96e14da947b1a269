import { expect, test } from 'vitest'
import { ipamErrorText } from '../../src/ipam/errors.js'
import { nullIpam } from '../../src/ipam/nullIpam.js'
import { cidr, codeOf, ip, local, valueOf } from './helpers.js'

test('hands out the whole family, any number of times, and no address', () => {
  const first = valueOf(nullIpam.requestPool(local, { family: 4, reserved: [] }))
  const second = valueOf(nullIpam.requestPool(first.space, { family: 4, reserved: [] }))
  expect([first.pool, second.pool]).toEqual([
    { subnet: '0.0.0.0/0', range: null },
    { subnet: '0.0.0.0/0', range: null },
  ])
  expect(valueOf(nullIpam.requestPool(local, { family: 6, reserved: [] })).pool.subnet).toBe('::/0')
  expect(valueOf(nullIpam.requestAddress(local, first.pool, {}))).toEqual({ space: local, address: null })
  expect(valueOf(nullIpam.releaseAddress(local, first.pool, ip('10.0.0.1')))).toBe(local)
  expect(valueOf(nullIpam.releasePool(local, first.pool))).toBe(local)
})

test('refuses a subnet (recorded: ipam-drivers) and pools it never gave', () => {
  const refused = nullIpam.requestPool(local, { subnet: cidr('10.20.0.0/24'), family: 4, reserved: [] })
  expect(refused.ok ? 'ok' : ipamErrorText(refused.error)).toBe(
    'null ipam driver does not handle specific address pool requests',
  )
  const range = nullIpam.requestPool(local, { range: cidr('10.20.0.0/24'), family: 4, reserved: [] })
  expect(codeOf(range)).toBe('invalid-subpool')
  expect(codeOf(nullIpam.requestAddress(local, { subnet: cidr('10.0.0.0/8'), range: null }, {}))).toBe(
    'unknown-pool',
  )
})
