// Every law must be able to fail: a bug is planted, and the law's checker has to report it.
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import type { Env } from '../../src/cnm/env.js'
import { drop, type Rule, type Ruleset } from '../../src/dataplane/rule.js'
import { bridge } from '../../src/drivers/bridge/driver.js'
import type { Driver, RuleFact, Wiring } from '../../src/drivers/api.js'
import { ok } from '../../src/addr/result.js'
import { defaultIpam } from '../../src/ipam/defaultIpam.js'
import type { IpamDriver } from '../../src/ipam/driver.js'
import { standardEnv } from '../../src/standard.js'
import { options, port } from '../cnm/lab.js'
import type { Intent, NetworkIntent } from './arbitraries.js'
import { invariants } from './invariants.js'
import {
  endingsHaveCauses,
  factsAreOwned,
  fewerDropsReachMore,
  neverThrows,
  orderChangesNothing,
  renamingRenames,
  replaysEqually,
  strangersChangeNothing,
  survivesJson,
  without,
} from './laws.js'
import { disagreements } from '../../src/testing/laws/oracle.js'
import { play, questions, startWorld } from './play.js'
import { allSandboxes, allEndpoints, networkNamed } from '../../src/cnm/lookup.js'
import { withEndpoint, withSandbox } from '../../src/cnm/update.js'
import { emptyWorld } from '../../src/cnm/world.js'

const net = (name: string, rest: Partial<NetworkIntent> = {}): Intent => ({
  do: 'network',
  name,
  internal: false,
  ipv6: false,
  options: {},
  subnet: null,
  ...rest,
})
const box = (name: string): Intent => ({
  do: 'sandbox',
  name,
  publish: [port('8080-8082:80')],
  useHost: false,
})
/** Positions among the bridge networks (0 is docker0) and among the sandboxes. */
const connect = (network: number, sandbox: number): Intent => ({
  do: 'connect',
  network,
  sandbox,
  priority: 0,
})

/** Two networks with two sandboxes on the first and one on the second. */
const STORY: readonly Intent[] = [
  net('alpha'),
  net('zeta', { internal: true }),
  box('constructor'),
  box('toString'),
  box('💥'),
  connect(1, 0),
  connect(1, 1),
  connect(2, 2),
]

/** The bridge driver with its description tampered with. */
const wiring = (change: (wiring: Wiring, ...shown: Parameters<Driver['wire']>) => Wiring): Driver => ({
  ...bridge,
  wire: (...shown) => change(bridge.wire(...shown), ...shown),
})
const rules = (change: (facts: readonly RuleFact[]) => readonly RuleFact[]): Driver =>
  wiring((w) => ({ ...w, rules: change(w.rules) }))
const ipam = (change: Partial<IpamDriver>): IpamDriver => ({ ...defaultIpam, ...change })

const told = (env: Env, story = STORY) => ({ env, played: play(env, story) })
const sound = told(standardEnv())
const of = (driver: Driver, story = STORY) => told(standardEnv([driver]), story)

test('the story itself breaks no law', () => {
  const { env, played } = sound
  expect(played.steps.every((step) => step.change.ok)).toBe(true)
  const plane = dataPlane(env, played.world)
  expect([
    ...invariants(played.world),
    ...factsAreOwned(env, played.world),
    ...survivesJson(env, played.world),
    ...replaysEqually(env, played),
    ...endingsHaveCauses(plane, questions(played.world)),
    ...strangersChangeNothing(env, played.world),
    ...orderChangesNothing(env, played.world, (items) => items.toReversed()),
    ...renamingRenames(env, played),
    ...fewerDropsReachMore(env, played.world),
    ...disagreements(env, played.world),
  ]).toEqual([])
})

describe('the oracle reports', () => {
  const cases: Readonly<Record<string, Driver>> = {
    'a forgotten isolation': rules((facts) =>
      facts.filter(
        ({ rule }) =>
          !['direct-access', 'isolate-networks', 'unpublished', 'internal'].includes(rule.cause.purpose),
      ),
    ),
    'a forgotten internal': {
      ...bridge,
      join: (network, ...rest) => bridge.join({ ...network, internal: false }, ...rest),
      wire: (network, ...rest) => bridge.wire({ ...network, internal: false }, ...rest),
    },
    'a forgotten icc': wiring((w) => ({
      ...w,
      segments: w.segments.map((s) => ({ ...s, filteredAs: null })),
    })),
    'no masquerading': rules((facts) => facts.filter(({ rule }) => rule.cause.purpose !== 'masquerade')),
    'an endpoint that is not plugged in': wiring((w) => ({
      ...w,
      segments: w.segments.map((s) => ({ ...s, ports: s.ports.slice(0, 1) })),
    })),
  }
  const quiet = [
    ...STORY.map((i) =>
      i.do === 'network' && i.name === 'alpha' ? { ...i, options: { enable_icc: 'false' } } : i,
    ),
  ]
  test.each(Object.entries(cases))('%s', (_, driver) => {
    const { env, played } = of(driver, _ === 'a forgotten icc' ? quiet : STORY)
    expect(disagreements(env, played.world)).not.toEqual([])
  })
})

describe('the invariants report', () => {
  test('an address given twice', () => {
    const forgetful = ipam({
      requestAddress: (space, ...rest) => {
        const given = defaultIpam.requestAddress(space, ...rest)
        return given.ok ? ok({ ...given.value, space }) : given
      },
    })
    const { played } = told(standardEnv([], [forgetful]))
    expect(invariants(played.world)).toEqual(expect.arrayContaining([expect.stringMatching(/ twice$/)]))
  })

  test('an address and a pool that are not given back', () => {
    const greedy = ipam({ releaseAddress: (space) => ok(space), releasePool: (space) => ok(space) })
    const { played } = told(standardEnv([], [greedy]), [
      ...STORY,
      { do: 'disconnect', endpoint: 2 },
      { do: 'deleteNetwork', network: 4 },
    ])
    expect(invariants(played.world)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/belongs to no network/),
        expect.stringMatching(/holds 4, not 2/),
      ]),
    )
  })

  test('a host port bound twice', () => {
    const deaf: Driver = {
      ...bridge,
      publish: (network, endpoint, proxy6to4, host) =>
        bridge.publish!(network, endpoint, proxy6to4, {
          ...host,
          ports: { bindings: [], listeners: [], cursors: [] },
        }),
    }
    expect(invariants(of(deaf).played.world)).toContain('0.0.0.0:8080/tcp twice')
  })

  const { world } = sound.played
  const [sandbox] = allSandboxes(world)
  const [endpoint] = allEndpoints(world)
  test.each([
    ['a reference to nowhere', { ...world, sandboxes: emptyWorld.sandboxes }],
    ['a half-hearted leave', { ...world, sandboxes: withSandbox(world, { ...sandbox!, endpoints: [] }) }],
    [
      'ports outside of a sandbox',
      { ...world, endpoints: withEndpoint(world, { ...endpoint!, sandbox: null }) },
    ],
    [
      'a table that lost a group',
      { ...world, endpoints: { ...world.endpoints, groups: emptyWorld.endpoints.groups } },
    ],
  ])('%s', (_, broken) => expect(invariants(broken)).not.toEqual([]))
})

describe('the laws of state report', () => {
  test('a driver that throws', () => {
    const throwing: Driver = {
      ...bridge,
      createEndpoint: () => {
        throw new TypeError('undefined is not a function')
      },
    }
    const { env, played } = told(standardEnv([throwing]), STORY.slice(0, 5))
    const network = networkNamed(played.world, 'h1', 'alpha')!.id
    expect(
      neverThrows(env, played.world, { do: 'createEndpoint', network, spec: { name: 'x' } }),
    ).not.toEqual([])
  })

  test('something that is lost in JSON', () => {
    const noted: Driver = {
      ...bridge,
      join: (...shown) => {
        const joined = bridge.join(...shown)
        return joined.ok ? ok({ ...joined.value, note: undefined }) : joined
      },
    }
    const { env, played } = of(noted)
    expect(survivesJson(env, played.world)).not.toEqual([])
  })

  test('chance', () => {
    let dice = 0
    const random: Driver = {
      ...bridge,
      join: (...shown) => {
        const joined = bridge.join(...shown)
        return joined.ok ? ok({ ...joined.value, prefix: `eth${++dice}x` }) : joined
      },
    }
    const { env, played } = of(random)
    expect(replaysEqually(env, played)).not.toEqual([])
  })

  test('a rule that stays when its network is gone', () => {
    const leaked: RuleFact[] = []
    const leaking = wiring((w) => {
      const before = [...leaked]
      leaked.push(...w.rules)
      return { ...w, rules: [...before, ...w.rules] }
    })
    const env = standardEnv([leaking])
    const first = play(env, STORY)
    expect(factsAreOwned(env, first.world)).toEqual([])
    const leave: Intent = { do: 'disconnect', endpoint: 0 }
    const after = play(env, [leave, leave, { do: 'deleteNetwork', network: 3 }], first.world)
    expect(after.steps.every((step) => step.change.ok)).toBe(true)
    expect(factsAreOwned(env, after.world)).not.toEqual([])
  })
})

describe('the laws of reachability report', () => {
  test('a rule that nobody signed', () => {
    const unsigned = rules((facts) =>
      facts.map((f) => ({ ...f, rule: { ...f.rule, cause: { purpose: '' } } })),
    )
    const { env, played } = of(unsigned)
    expect(endingsHaveCauses(dataPlane(env, played.world), questions(played.world))).not.toEqual([])
  })

  test('a network that meddles with others', () => {
    const meddling = wiring((w, { name }) => ({
      ...w,
      rules: w.rules.map((f) =>
        name === 'stranger' && f.rule.cause.purpose === 'outgoing'
          ? { ...f, insert: true, rule: { ...f.rule, match: {}, target: drop } }
          : f,
      ),
    }))
    const { env, played } = of(meddling)
    expect(strangersChangeNothing(env, played.world)).not.toEqual([])
  })

  test('rules without a time', () => {
    const timeless = rules((facts) => facts.map((f) => ({ ...f, at: 1 })))
    const { env, played } = of(timeless)
    expect(orderChangesNothing(env, played.world, (items) => items.toReversed())).not.toEqual([])
  })

  test('a name that decides', () => {
    const superstitious: Driver = {
      ...bridge,
      wire: (network, ...rest) =>
        bridge.wire(
          network.name.length % 2 === 1 ? { ...network, options: options({ enable_icc: 'false' }) } : network,
          ...rest,
        ),
    }
    const { env, played } = of(superstitious)
    expect(renamingRenames(env, played)).not.toEqual([])
  })

  test('a drop rule that held something up', () => {
    const { env, played } = sound
    const withNeighbour = (set: Ruleset, rule: Rule): Ruleset =>
      set.filter
        .flatMap((c) => c.rules)
        .filter((r) => r.target.kind === 'accept')
        .reduce(without, without(set, rule))
    expect(fewerDropsReachMore(env, played.world, withNeighbour)).not.toEqual([])
  })
})

test('the start of every life is the same world', () => {
  expect(isDeepStrictEqual(startWorld(standardEnv()), startWorld(standardEnv()))).toBe(true)
})
