/**
 * Faults to plant: an engine that is wrong in one known way, to see that a test of yours would notice. A test suite
 * that passes on a planted engine tests nothing of what the fault breaks. Each is made by wrapping a part of the env;
 * nothing else differs.
 */
import { addressOf } from '../../addr/cidr.js'
import { mustParseIp, type Family } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { networksOn } from '../../cnm/lookup.js'
import type { Driver, NetworkInfo, RuleFact } from '../../drivers/api.js'
import type { IpamDriver } from '../../ipam/driver.js'
import { networkIndex } from '../../reach/networkIndex.js'
import { standardEnv } from '../../standard.js'

const HOME = mustParseIp('127.0.0.1')

/** What each fault does: makes one env of another. */
const table = {
  /** The driver bridge leaves out the rules that keep one bridge from another (DOCKER-ISOLATION-STAGE-1 and -2). */
  'no-isolation': (env) => withBridge(env, (bridge) => withoutRules(bridge, ['isolate-networks'])),
  /** The same for IPv6 only. */
  'no-isolation-ipv6': (env) => withBridge(env, (bridge) => withoutRules(bridge, ['isolate-networks'], [6])),
  /** Every port of a container on a network with gateway_mode routed is open, published or not. */
  'open-ports': (env) => withBridge(env, (bridge) => withoutRules(bridge, ['unpublished'])),
  /** What is published is published on the host's loopback addresses only. */
  'ports-at-home': (env) =>
    withBridge(env, (bridge) => ({
      ...bridge,
      publish: (network, endpoint, ...rest) =>
        bridge.publish?.(
          network,
          { ...endpoint, publish: endpoint.publish.map((p) => ({ ...p, hostIp: p.hostIp ?? HOME })) },
          ...rest,
        ) ?? ok({ bindings: [], cursors: [] }),
    })),
  /** A container takes its own address for its gateway. */
  'wrong-gateway': (env) =>
    withBridge(env, (bridge) => ({
      ...bridge,
      join: (network, endpoint, host) => {
        const joined = bridge.join(network, endpoint, host)
        const { address4 } = endpoint
        return joined.ok && joined.value.gateway4 !== null && address4 !== null
          ? ok({ ...joined.value, gateway4: addressOf(address4) })
          : joined
      },
    })),
  /** A network that is internal is set up as one that is not. */
  'forgotten-internal': (env) =>
    withBridge(env, (bridge) => {
      const open = (network: NetworkInfo): NetworkInfo => ({ ...network, internal: false })
      return {
        ...bridge,
        join: (network, ...rest) => bridge.join(open(network), ...rest),
        wire: (network, ...rest) => bridge.wire(open(network), ...rest),
      }
    }),
  /** Containers of a network with icc=false reach each other. */
  'forgotten-icc': (env) =>
    withBridge(env, (bridge) => ({
      ...bridge,
      wire: (...shown) => {
        const wiring = bridge.wire(...shown)
        return { ...wiring, segments: wiring.segments.map((s) => ({ ...s, filteredAs: null })) }
      },
    })),
  /** IPAM does not write down which address it gave, so the next one gets it, too. */
  'address-twice': (env) =>
    withIpam(env, (ipam) => ({
      ...ipam,
      requestAddress: (space, ...rest) => {
        const given = ipam.requestAddress(space, ...rest)
        return given.ok ? ok({ ...given.value, space }) : err(given.error)
      },
    })),
  /** Of several networks the last one is asked for a name first. */
  'alias-order': (env) => ({
    ...env,
    resolverView: (view) => ({ ...view, networks: view.networks.toReversed() }),
  }),
  /** The embedded resolver knows the names of all networks of its host. */
  'leaked-alias': (env) => ({
    ...env,
    resolverView: (view, world, sandbox) => ({
      ...view,
      networks: [
        ...view.networks,
        ...networksOn(world, sandbox.host)
          .filter(({ name }) => !view.networks.some(({ network }) => network === name))
          .map((network) => ({ network: network.name, ...networkIndex(world, network), linkAliases: [] })),
      ],
    }),
  }),
} satisfies Readonly<Record<string, (env: Env) => Env>>

/** The faults by name; each is described in the table above. */
export type FaultName = keyof typeof table

/** All of them, for `test.each`. */
export const faultNames: readonly FaultName[] = [
  'no-isolation',
  'no-isolation-ipv6',
  'open-ports',
  'ports-at-home',
  'wrong-gateway',
  'forgotten-internal',
  'forgotten-icc',
  'address-twice',
  'alias-order',
  'leaked-alias',
]

/** An engine with that fault, and otherwise as `env`. */
export const plant = (fault: FaultName, env: Env = standardEnv()): Env => table[fault](env)

/** An env whose driver bridge is changed; the very same env where there is none. */
function withBridge(env: Env, change: (bridge: Driver) => Driver): Env {
  const bridge = env.drivers.get('bridge')
  return bridge === undefined ? env : { ...env, drivers: new Map(env.drivers).set('bridge', change(bridge)) }
}

/** An env whose default IPAM is changed. The faulty one gives addresses and forgets them: the space stays as it was. */
function withIpam(env: Env, change: (ipam: IpamDriver) => IpamDriver): Env {
  const ipam = env.ipams.get('default')
  return ipam === undefined ? env : { ...env, ipams: new Map(env.ipams).set('default', change(ipam)) }
}

/** A driver that leaves out the rules of some purposes in some families, on every host. */
const withoutRules = (
  driver: Driver,
  purposes: readonly string[],
  families: readonly Family[] = [4, 6],
): Driver => ({
  ...driver,
  wire: (...shown) => {
    const wiring = driver.wire(...shown)
    const kept = ({ rule, family }: RuleFact): boolean =>
      !purposes.includes(rule.cause.purpose) || !families.includes(family)
    return { ...wiring, rules: wiring.rules.filter(kept) }
  },
})
