// The laws that every network driver keeps, as checkers that say what is wrong, and as one suite to call from a driver's test.
import { describe, expect, test } from 'vitest'
import { isDeepStrictEqual } from 'node:util'
import type { Cause } from '../../src/dataplane/cause.js'
import type {
  DriverError,
  Driver,
  EndpointInfo,
  HostInfo,
  NetworkInfo,
  Wiring,
} from '../../src/drivers/api.js'

/** What the laws are tried on: two networks that the driver accepts, with endpoints on the first. */
export interface Sample {
  readonly network: NetworkInfo
  readonly endpoints: readonly EndpointInfo[]
  readonly other: NetworkInfo
  readonly host: HostInfo
}

/** What is wrong, in words; empty when the law holds. */
type Law = (driver: Driver, sample: Sample) => readonly string[]

const complain = (...problems: readonly (string | false | undefined)[]): readonly string[] =>
  problems.filter((problem): problem is string => typeof problem === 'string')

const wired = (driver: Driver, { network, endpoints, host }: Sample): Wiring =>
  driver.wire(network, endpoints, { ...host, networks: [network] })

const facts = ({ interfaces, routes, rules, listeners }: Wiring): readonly { readonly cause: Cause }[] => [
  ...interfaces,
  ...routes,
  ...rules.map((fact) => fact.rule),
  ...listeners,
]

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}

const twice = (names: readonly string[]): readonly string[] => names.filter((n, i) => names.indexOf(n) !== i)

const isRefusal = (error: DriverError | null): boolean =>
  error === null || (error.code !== '' && error.message !== '' && error.class.length > 0)

const unusual: readonly Partial<NetworkInfo>[] = [
  { ipv4: false, ipv6: false },
  { pools4: [], pools6: [] },
  { internal: true },
  { name: '__proto__' },
  ...['', 'nonsense', '-1', '__proto__', '💥', 'x'.repeat(300)].flatMap((value) =>
    [
      'bridge.name',
      'bridge.enable_icc',
      'bridge.gateway_mode_ipv4',
      'driver.mtu',
      'container_iface_prefix',
    ].map((key): Partial<NetworkInfo> => ({ options: [[`com.docker.network.${key}`, value]] })),
  ),
]

export const DRIVER_LAWS: Readonly<Record<string, Law>> = {
  'it accepts an ordinary network, its endpoints and their joins': (driver, { network, endpoints, host }) =>
    complain(
      driver.createNetwork(network, host)?.message,
      ...endpoints.map((e) => driver.createEndpoint(network, e)?.message),
      ...endpoints
        .map((e) => driver.join(network, e, () => host))
        .map((j) => (j.ok ? undefined : j.error.message)),
    ),

  'wire changes nothing and says the same again': (driver, sample) => {
    const frozen = freeze(structuredClone(sample))
    return complain(!isDeepStrictEqual(wired(driver, frozen), wired(driver, frozen)) && 'two wirings differ')
  },

  'the order of the endpoints adds and removes nothing': (driver, sample) => {
    const parts = ({ rules, plugs, listeners }: Wiring) =>
      [...rules, ...plugs, ...listeners].map((part) => JSON.stringify(part)).toSorted()
    const reversed = { ...sample, endpoints: sample.endpoints.toReversed() }
    return complain(
      !isDeepStrictEqual(parts(wired(driver, sample)), parts(wired(driver, reversed))) && 'facts differ',
    )
  },

  'every fact carries a cause that names the network, and an endpoint that is there': (driver, sample) =>
    facts(wired(driver, sample)).flatMap((fact) =>
      complain(
        fact.cause.purpose === '' && `no purpose: ${JSON.stringify(fact)}`,
        fact.cause.network !== sample.network.name && `another network: ${JSON.stringify(fact)}`,
        fact.cause.endpoint !== undefined &&
          !sample.endpoints.some((e) => e.name === fact.cause.endpoint) &&
          `no such endpoint: ${JSON.stringify(fact)}`,
      ),
    ),

  'every joined endpoint has one plug into a segment that knows it, if the driver gives addresses': (
    driver,
    sample,
  ) => {
    const { plugs, segments, ports } = wired(driver, sample)
    if (driver.addressed === false) return complain(plugs.length > 0 && 'plugs without addresses')
    return sample.endpoints.flatMap(({ id, joined, address4 }) => {
      const own = plugs.filter((plug) => plug.endpoint === id)
      const plugged = own[0]?.segment
      const segment = segments.find((s) => s.id === plugged) ?? ports.find((p) => p.segment === plugged)
      const all = [
        ...segments.filter((s) => s.id === plugged).flatMap((s) => s.ports),
        ...ports.filter((p) => p.segment === plugged).map((p) => p.port),
      ]
      const port = all.find((p) => p.namespace === joined?.namespace)
      return complain(
        joined !== null && own.length !== 1 && `${own.length} plugs for ${id}`,
        joined !== null && segment && !port && `${id} has no port`,
        port &&
          address4 !== null &&
          !port.addresses.some((a) => address4.startsWith(`${a}/`)) &&
          `${id} is mute`,
      )
    })
  },

  'an endpoint brings an interface if and only if the driver gives addresses': (driver, sample) =>
    sample.endpoints.flatMap((endpoint) => {
      const joined = driver.join(sample.network, endpoint, () => sample.host)
      const named = joined.ok && joined.value.prefix !== ''
      return complain(named !== (driver.addressed !== false) && 'interface prefix')
    }),

  'another network of the driver changes nothing about this one': (driver, sample) => {
    const { network, endpoints, other, host } = sample
    const beside = driver.wire(network, endpoints, { ...host, networks: [other, network] })
    return complain(!isDeepStrictEqual(beside, wired(driver, sample)) && 'the wiring knows the other network')
  },

  'no fact mentions another network': (driver, { network, endpoints, other, host }) => {
    const text = JSON.stringify(driver.wire(network, endpoints, { ...host, networks: [other, network] }))
    const marks = [other.id.slice(0, 12), other.name, ...other.pools4.map((p) => p.subnet)]
    return marks.filter((mark) => text.includes(mark)).map((mark) => `mentions ${mark}`)
  },

  'devices, segments and chains have a name each, also across two networks': (driver, sample) => {
    const host: HostInfo = { ...sample.host, networks: [sample.network, sample.other] }
    const wirings = [wired(driver, sample), driver.wire(sample.other, [], host), driver.wireHost?.(host)]
    const all = wirings.flatMap((w) => w ?? [])
    return [
      ...twice(all.flatMap((w) => w.interfaces.map((i) => i.name))),
      ...twice(all.flatMap((w) => w.segments.map((s) => s.id))),
      ...twice(all.flatMap((w) => w.chains.map((c) => `${c.family} ${c.table} ${c.name}`))),
    ].map((name) => `two of ${name}`)
  },

  'every rule is in a chain that the driver or the kernel has made': (driver, sample) => {
    const host = driver.wireHost?.(sample.host)
    const { rules, chains } = wired(driver, sample)
    const known = [...chains, ...(host?.chains ?? [])].map((c) => `${c.family} ${c.table} ${c.name}`)
    return rules
      .map(({ family, rule }) => `${family} ${rule.table} ${rule.chain}`)
      .filter((chain) => !known.includes(chain))
  },

  'a wiring survives JSON': (driver, sample) => {
    const wiring = wired(driver, sample)
    return complain(!isDeepStrictEqual(JSON.parse(JSON.stringify(wiring)), wiring) && 'changed by JSON')
  },

  'a refusal is a value, whatever the options': (driver, { network, host }) =>
    unusual.flatMap((change) => {
      const changed = { ...network, ...change }
      try {
        const skip = driver.skipGateway?.(changed)
        return complain(
          skip && !skip.ok && !isRefusal(skip.error) && 'skipGateway refuses without a reason',
          !isRefusal(driver.createNetwork(changed, host)) && 'createNetwork refuses without a reason',
        )
      } catch (error) {
        return [`${JSON.stringify(change)} throws ${String(error)}`]
      }
    }),

  'what it accepts it can wire': (driver, { network, endpoints, host }) =>
    unusual.flatMap((change) => {
      const changed = { ...network, ...change }
      if (driver.createNetwork(changed, host)) return []
      try {
        driver.wire(changed, endpoints, { ...host, networks: [changed] })
        return []
      } catch (error) {
        return [`${JSON.stringify(change)} throws ${String(error)}`]
      }
    }),
}

/** The suite. `skip` names laws that cannot hold for this driver, each with the reason. */
export function driverContract(
  driver: Driver,
  sample: Sample,
  skip: Readonly<Partial<Record<keyof typeof DRIVER_LAWS, string>>> = {},
): void {
  describe(`the contract of drivers: ${driver.type}`, () => {
    for (const [name, law] of Object.entries(DRIVER_LAWS)) {
      const reason = skip[name]
      if (reason === undefined) test(name, () => expect(law(driver, sample)).toEqual([]))
      else test.skip(`${name} (skipped: ${reason})`, () => undefined)
    }
  })
}
