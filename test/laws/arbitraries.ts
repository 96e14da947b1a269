// Random life cycles of one host's networks. An intent says what to do by position; it becomes a command when it is played,
// since ids are known only then.
import fc from 'fast-check'
import type { PortRequest } from '../../src/drivers/api.js'
import { ip } from '../cnm/lab.js'

/**
 * Names as users give them. None is the beginning of another (or of `bridge`), so that a common suffix keeps their order:
 * the law of renaming needs that, since names decide ties between gateways.
 */
export const NAMES: readonly string[] = [
  'alpha',
  'zeta',
  '__proto__',
  'constructor',
  'toString',
  '💥',
  'with space',
  'a/b',
  'x'.repeat(300),
]

export interface NetworkIntent {
  readonly do: 'network'
  readonly name: string
  readonly internal: boolean
  readonly ipv6: boolean
  readonly options: Readonly<Record<string, string>>
  /** Which of SUBNETS; null: one of the default pools. */
  readonly subnet: number | null
}

export type Intent =
  | NetworkIntent
  | {
      readonly do: 'sandbox'
      readonly name: string
      readonly publish: readonly PortRequest[]
      readonly useHost: boolean
    }
  /** Create an endpoint named after the sandbox, and join it. */
  | { readonly do: 'connect'; readonly network: number; readonly sandbox: number; readonly priority: number }
  /** Create an endpoint that may join later; `host` asks for that address of the subnet. */
  | { readonly do: 'endpoint'; readonly network: number; readonly name: string; readonly host: number | null }
  | { readonly do: 'join'; readonly endpoint: number; readonly sandbox: number }
  /** Leave and delete. */
  | { readonly do: 'disconnect'; readonly endpoint: number }
  | { readonly do: 'leave'; readonly endpoint: number; readonly sandbox: number }
  | { readonly do: 'deleteEndpoint'; readonly endpoint: number }
  | { readonly do: 'deleteNetwork'; readonly network: number }
  | { readonly do: 'deleteSandbox'; readonly sandbox: number }
  | { readonly do: 'rename'; readonly endpoint: number; readonly name: string }
  | { readonly do: 'link'; readonly up: boolean }

/** Small ones run out of addresses, and some overlap. */
export const SUBNETS = ['10.1.0.0/24', '10.1.0.0/29', '10.2.0.0/29', '10.3.0.0/30', '10.4.0.0/16'] as const

const name = fc.constantFrom(...NAMES)
const position = fc.nat({ max: 40 })
const often = fc.oneof({ arbitrary: fc.constant('true'), weight: 2 }, fc.constant('false'))

/** Options that all life cycles may use; the oracle knows fewer. */
const anyOptions: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record(
  {
    enable_icc: often,
    enable_ip_masquerade: often,
    inhibit_ipv4: fc.constant('true'),
    gateway_mode_ipv4: fc.constantFrom('nat', 'nat-unprotected', 'routed', 'isolated', 'magic'),
    gateway_mode_ipv6: fc.constantFrom('nat', 'routed'),
    trusted_host_interfaces: fc.constant('eth0'),
    name: fc.constantFrom('br0', 'eth0', 'docker0'),
    host_binding_ipv4: fc.constantFrom('127.0.0.1', '192.0.2.11', '::'),
  },
  { requiredKeys: [] },
)

/** What the oracle understands: icc, and isolated gateways (which only internal networks can have). */
const plainOptions = fc.record({ enable_icc: often }, { requiredKeys: [] })

const portRequest: fc.Arbitrary<PortRequest> = fc
  .record({
    protocol: fc.constantFrom('tcp', 'udp'),
    containerPort: fc.constantFrom(80, 81),
    hostIp: fc.constantFrom(null, null, ip('127.0.0.1'), ip('192.0.2.11'), ip('::'), ip('192.0.2.99')),
    hostPort: fc.constantFrom(0, 8080, 8081),
    extra: fc.constantFrom(0, 0, 2),
  })
  .map(({ extra, ...request }) => ({
    ...request,
    hostPortEnd: request.hostPort === 0 ? 0 : request.hostPort + extra,
  }))

/** One arbitrary for each kind of intent. */
const kinds = (options: typeof anyOptions, ipv6: fc.Arbitrary<boolean>, useHost: fc.Arbitrary<boolean>) => ({
  network: fc.record({
    do: fc.constant('network'),
    name,
    internal: fc.constantFrom(false, false, true),
    ipv6,
    options,
    subnet: fc.option(fc.nat({ max: SUBNETS.length - 1 }), { nil: null }),
  }),
  sandbox: fc.record({
    do: fc.constant('sandbox'),
    name,
    publish: fc.array(portRequest, { maxLength: 2 }),
    useHost,
  }),
  connect: fc.record({
    do: fc.constant('connect'),
    network: position,
    sandbox: position,
    priority: fc.integer({ min: -1, max: 1 }),
  }),
  endpoint: fc.record({
    do: fc.constant('endpoint'),
    network: position,
    name,
    host: fc.option(fc.nat({ max: 9 }), { nil: null }),
  }),
  join: fc.record({ do: fc.constant('join'), endpoint: position, sandbox: position }),
  disconnect: fc.record({ do: fc.constant('disconnect'), endpoint: position }),
  leave: fc.record({ do: fc.constant('leave'), endpoint: position, sandbox: position }),
  deleteEndpoint: fc.record({ do: fc.constant('deleteEndpoint'), endpoint: position }),
  deleteNetwork: fc.record({ do: fc.constant('deleteNetwork'), network: position }),
  deleteSandbox: fc.record({ do: fc.constant('deleteSandbox'), sandbox: position }),
  rename: fc.record({ do: fc.constant('rename'), endpoint: position, name }),
})

/** Some networks, some sandboxes, connections between them; then anything, in any order. */
function lifeOf(
  of: ReturnType<typeof kinds>,
  ...more: readonly fc.Arbitrary<Intent>[]
): fc.Arbitrary<readonly Intent[]> {
  const some = <T extends Intent>(intent: fc.Arbitrary<T>, minLength: number, maxLength: number) =>
    fc.array<Intent>(intent, { minLength, maxLength, size: 'max' })
  const anything = fc.oneof(...Object.values(of), of.connect, of.connect, of.disconnect, ...more)
  return fc
    .tuple(
      some(of.network, 1, 4),
      some(of.sandbox, 1, 4),
      some(of.connect, 2, 8),
      fc.array(anything, { maxLength: 15, size: 'max' }),
    )
    .map((parts) => parts.flat())
}

/** Everything. */
export const life = lifeOf(
  kinds(anyOptions, fc.boolean(), fc.constantFrom(false, false, false, true)),
  fc.record({ do: fc.constant('link'), up: fc.constantFrom(true, true, false) }),
)

/** Bridge networks with the options that the oracle knows, IPv4 only, cables plugged in. */
export const plainLife = lifeOf(kinds(plainOptions, fc.constant(false), fc.constant(false)))
