// The standard drivers, and how one's own takes their place.
import { expect, test } from 'vitest'
import { bridge } from '../src/drivers/bridge/driver.js'
import { standardEnv } from '../src/standard.js'

test('Docker has none, host and bridge; a driver of the same name is used instead', () => {
  expect([...standardEnv().drivers.keys()]).toEqual(expect.arrayContaining(['null', 'host', 'bridge']))
  expect([...standardEnv().ipams.keys()]).toEqual(['default', 'null'])
  const own = { ...bridge, scope: 'global' } as const
  const { drivers } = standardEnv([own, { ...bridge, type: '__proto__' }])
  expect(drivers.get('bridge')).toBe(own)
  expect(drivers.get('__proto__')?.type).toBe('__proto__')
})
