// Every law of clusters must be able to fail: a bug is planted, and the law has to report it.
import { describe, expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import type { Env } from '../../src/cnm/env.js'
import type { Driver, Options, Wiring } from '../../src/drivers/api.js'
import { bridge } from '../../src/drivers/bridge/driver.js'
import { overlay } from '../../src/drivers/overlay/driver.js'
import { standardEnv } from '../../src/standard.js'
import type { Case } from './clusterCases.js'
import {
  failuresHaveCauses,
  publishedWhereCarried,
  reachesWhereShared,
  strangersChangeNoWay,
  survivesJson,
} from './clusterLaws.js'

/** Two hosts, an encrypted network and a clear one, and on each network a container here and one there. */
const STORY: Case = {
  hosts: 2,
  nets: [
    { encrypted: true, internal: false },
    { encrypted: false, internal: false },
  ],
  ctrs: [
    { host: 0, on: [0] },
    { host: 1, on: [0] },
    { host: 0, on: [1] },
    { host: 1, on: [1] },
  ],
  moves: [],
  faults: [],
}
const blocked = (what: 'esp' | 'vxlan'): Case => ({ ...STORY, faults: [{ host: 1, what }] })

const wired = (
  driver: Driver,
  change: (wiring: Wiring, ...shown: Parameters<Driver['wire']>) => Wiring,
): Env => standardEnv([{ ...driver, wire: (...shown) => change(driver.wire(...shown), ...shown) }])
const overlayWired = (change: Parameters<typeof wired>[1]): Env => wired(overlay, change)

const LAWS = { reachesWhereShared, failuresHaveCauses, strangersChangeNoWay, survivesJson }

test.each(Object.entries(LAWS))('%s finds nothing in an engine that is right', (_, law) => {
  for (const story of [STORY, blocked('esp'), blocked('vxlan')]) expect(law(standardEnv(), story)).toEqual([])
})

describe('reachesWhereShared reports', () => {
  test('tunnels that lead nowhere', () => {
    const env = overlayWired((w) => ({
      ...w,
      segments: w.segments.map((s) => (s.tunnel ? { ...s, tunnel: { ...s.tunnel, ends: [] } } : s)),
    }))
    expect(reachesWhereShared(env, STORY)).not.toEqual([])
  })

  test('networks of one host on one bridge', () => {
    const env = overlayWired((w, _, __, host) => ({
      ...w,
      segments: w.segments.map((s) => ({ ...s, id: `${host.id}/one` })),
      namespaces: w.namespaces.map((n) => ({
        ...n,
        interfaces: n.interfaces.map((i) => ({ ...i, segment: `${host.id}/one` })),
      })),
      plugs: w.plugs.map((p) => ({ ...p, segment: `${host.id}/one` })),
    }))
    const strangers: Case = { ...STORY, hosts: 1 }
    expect(reachesWhereShared(standardEnv(), strangers)).toEqual([])
    expect(reachesWhereShared(env, strangers)).not.toEqual([])
  })

  test('encryption that nobody does', () => {
    const clear = standardEnv([
      {
        ...overlay,
        wire: (network, ...shown) => overlay.wire({ ...network, options: vnisOf(network.options) }, ...shown),
      },
    ])
    expect(reachesWhereShared(clear, blocked('esp'))).not.toEqual([])
  })
})

const vnisOf = (options: Options): Options => options.filter(([key]) => key !== 'encrypted')

test('failuresHaveCauses reports a rule that nobody signed', () => {
  const env = wired(bridge, (w, network) => ({
    ...w,
    rules: [
      ...w.rules,
      ...(network.name === 'bridge'
        ? [
            {
              family: 4 as const,
              at: 0,
              insert: true,
              rule: {
                table: 'filter' as const,
                chain: 'INPUT',
                match: { protocol: 'udp' as const, dstPort: 4789 },
                target: { kind: 'drop' as const },
                cause: { purpose: '' },
              },
            },
          ]
        : []),
    ],
  }))
  expect(failuresHaveCauses(env, STORY)).not.toEqual([])
})

test('strangersChangeNoWay reports one that takes the address of another', () => {
  const env = wired(bridge, (w, _, __, host) =>
    host.id === 'stranger'
      ? {
          ...w,
          ports: [
            {
              segment: 'lan-segment',
              port: {
                namespace: 'stranger',
                interface: 'eth0',
                addresses: [mustParseIp('192.0.2.12')],
                up: true,
              },
            },
          ],
        }
      : w,
  )
  expect(strangersChangeNoWay(env, STORY)).not.toEqual([])
})

test('survivesJson reports what JSON cannot hold', () => {
  const env = standardEnv([
    {
      ...overlay,
      join: (...asked) => {
        const joined = overlay.join(...asked)
        return joined.ok
          ? { ...joined, value: { ...joined.value, routes: Object.assign([], { hidden: true }) } }
          : joined
      },
    },
  ])
  expect(survivesJson(env, STORY)).not.toEqual([])
})

describe('publishedWhereCarried reports', () => {
  const given = { hosts: 2, replicas: 2, pinned: 0, faults: [] }

  test('nothing in an engine that is right', () => {
    expect(publishedWhereCarried(standardEnv(), given)).toEqual([])
  })

  test('a mesh that ends at its own node', () => {
    const env = overlayWired((w, network) =>
      network.name === 'ingress'
        ? {
            ...w,
            segments: w.segments.map((s) => (s.tunnel ? { ...s, tunnel: { ...s.tunnel, ends: [] } } : s)),
          }
        : w,
    )
    expect(publishedWhereCarried(env, given)).not.toEqual([])
  })

  test('ports by hand that nobody opens', () => {
    const env = wired(bridge, (w) => ({
      ...w,
      listeners: [],
      rules: w.rules.filter(({ rule }) => rule.target.kind !== 'dnat'),
    }))
    expect(publishedWhereCarried(env, given)).not.toEqual([])
  })
})
