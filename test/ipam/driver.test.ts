import { describe, expect, it } from 'vitest'
import { emptyAddressSpace, localDefaultPools } from '../../src/ipam/addressSpace.js'
import { defaultIpam } from '../../src/ipam/defaultIpam.js'
import type { IpamDriver } from '../../src/ipam/driver.js'
import { nullIpam } from '../../src/ipam/nullIpam.js'
import { ip, valueOf } from './helpers.js'

/** What any IPAM driver promises; a third party's driver may be put in this list. */
describe.each<IpamDriver>([defaultIpam, nullIpam])('IPAM driver $name', (driver) => {
  const start = emptyAddressSpace(localDefaultPools)
  const { space, pool } = valueOf(driver.requestPool(start, { family: 4, reserved: [] }))

  it('keeps its state as JSON and never changes what it was given', () => {
    const before = JSON.stringify(space)
    const granted = valueOf(driver.requestAddress(space, pool, {}))
    expect(JSON.stringify(space)).toBe(before)
    expect(JSON.parse(JSON.stringify(granted.space))).toEqual(granted.space)
  })

  it('is as it was after everything is given back', () => {
    const granted = valueOf(driver.requestAddress(space, pool, {}))
    const released = valueOf(driver.releaseAddress(granted.space, pool, granted.address ?? ip('10.0.0.1')))
    expect(released).toEqual(space)
    expect(valueOf(driver.releasePool(released, pool))).toEqual(start)
  })

  it('works on a space that went through JSON', () => {
    const copy = structuredClone(space)
    expect(driver.requestAddress(copy, pool, {})).toEqual(driver.requestAddress(space, pool, {}))
  })
})
