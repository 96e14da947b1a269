// The laws of the contract must be able to fail: for each there is a driver with a bug that it reports.
import { describe, expect, test } from 'vitest'
import { ok } from '../../src/addr/result.js'
import { bridge } from '../../src/drivers/bridge/driver.js'
import type { Driver, RuleFact, Wiring } from '../../src/drivers/api.js'
import { bridgeSample } from './bridge/sample.js'
import { DRIVER_LAWS } from './contract.js'

/** The bridge driver with its description tampered with. */
const wiring = (change: (wiring: Wiring, ...shown: Parameters<Driver['wire']>) => Wiring): Driver => ({
  ...bridge,
  wire: (...shown) => change(bridge.wire(...shown), ...shown),
})
const rules = (change: (facts: readonly RuleFact[]) => readonly RuleFact[]): Driver =>
  wiring((w) => ({ ...w, rules: change(w.rules) }))

describe('planted bugs', () => {
  const calls = { count: 0 }
  const cases: Readonly<Record<string, readonly [law: RegExp, driver: Driver]>> = {
    'a refusal of everything': [
      /accepts an/,
      { ...bridge, createNetwork: () => ({ code: 'no', class: 'internal', message: 'no' }) },
    ],
    'a wiring that counts': [
      /same again/,
      wiring((w) => ({ ...w, plugs: w.plugs.map((p) => ({ ...p, mtu: ++calls.count })) })),
    ],
    'facts of the first endpoint only': [
      /order of the endpoints/,
      wiring((w) => ({ ...w, plugs: w.plugs.slice(0, 1) })),
    ],
    'an unsigned device': [
      /carries a cause/,
      wiring((w) => ({
        ...w,
        interfaces: w.interfaces.map((i) => ({ ...i, cause: { purpose: 'device' } })),
      })),
    ],
    'an endpoint without a plug': [/has one plug/, wiring((w) => ({ ...w, plugs: [] }))],
    'an interface without a name': [
      /brings an interface/,
      {
        ...bridge,
        join: (...shown) => {
          const joined = bridge.join(...shown)
          return joined.ok ? ok({ ...joined.value, prefix: '' }) : joined
        },
      },
    ],
    'interest in the neighbours': [
      /changes nothing about this one/,
      wiring((w, _network, _endpoints, host) => ({ ...w, rules: w.rules.slice(host.networks.length) })),
    ],
    'a rule about a neighbour': [
      /mentions another/,
      {
        ...bridge,
        wire: (network, endpoints, host) => ({
          ...bridge.wire(network, endpoints, host),
          routes: host.networks.map((n) => ({
            to: n.pools4[0]!.subnet,
            via: null,
            device: 'eth0',
            src: null,
            cause: { purpose: 'x', network: network.name },
          })),
        }),
      },
    ],
    'one device for all': [
      /a name each/,
      wiring((w) => ({ ...w, interfaces: w.interfaces.map((i) => ({ ...i, name: 'br0' })) })),
    ],
    'a rule in a chain of its own': [
      /in a chain/,
      rules((facts) => facts.map((f) => ({ ...f, rule: { ...f.rule, chain: 'MINE' } }))),
    ],
    'a fact that JSON loses': [/survives JSON/, wiring((w) => ({ ...w, extra: undefined }))],
    'a thrown refusal': [
      /refusal is a value/,
      {
        ...bridge,
        createNetwork: (network) => {
          if (network.name === '__proto__') throw new Error('no such name')
          return null
        },
      },
    ],
    'too much accepted': [/can wire/, { ...bridge, createNetwork: () => null }],
  }
  test.each(Object.entries(cases))('%s', (_, [name, driver]) => {
    const laws = Object.entries(DRIVER_LAWS).filter(([law]) => name.test(law))
    expect(laws).toHaveLength(1)
    expect(laws[0]![1](driver, bridgeSample)).not.toEqual([])
  })

  test('and there is a bug for each of its laws', () => {
    const named = Object.values(cases).map(([name]) => name)
    expect(Object.keys(DRIVER_LAWS).filter((law) => !named.some((name) => name.test(law)))).toEqual([])
  })
})
