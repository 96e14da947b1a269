// What the drivers describe is described again only where something has changed.
import { expect, test } from 'vitest'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import { networkNamed, hostOf } from '../../src/cnm/lookup.js'
import { wiringOf } from '../../src/cnm/wiring.js'
import { bridge } from '../../src/drivers/bridge/driver.js'
import type { Driver } from '../../src/drivers/api.js'
import { standardEnv } from '../../src/standard.js'
import { Lab } from './lab.js'

test('a change to one network describes that one again', () => {
  const described: string[] = []
  const counting: Driver = {
    ...bridge,
    wire: (network, endpoints, host) => {
      described.push(network.name)
      return bridge.wire(network, endpoints, host)
    },
  }
  const lab = new Lab(standardEnv([counting]))
  lab.bridge('net1')
  lab.bridge('net2')
  lab.run('web', 'net1')
  lab.namespace('h1')
  described.length = 0
  lab.run('db', 'net2')
  lab.namespace('h1')
  lab.namespace('h1')
  expect(new Set(described)).toEqual(new Set(['net2']))
})

const env = standardEnv()

test('the same world has the same plane; an older world keeps its own wiring', () => {
  const lab = new Lab(env)
  lab.run('web', 'bridge')
  const older = lab.world
  const wiring = () => {
    const network = networkNamed(older, 'h1', 'bridge')!
    return wiringOf(env, older, hostOf(older, 'h1'), network)
  }
  const before = wiring()
  lab.run('db', 'bridge')
  lab.namespace('h1')
  expect(wiring()).toEqual(before)
  expect(dataPlane(env, older)).toBe(dataPlane(env, older))
})
