/**
 * Who can ping whom on plain bridge networks, decided without any packet: the second opinion. Plain are networks of the
 * driver bridge with no options but icc and an unprotected gateway; whoever is on any other is left out, and so is IPv6.
 */
import { addressOf } from '../../addr/cidr.js'
import { familyOf, type Ip } from '../../addr/ip.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import { joinedBy, networkOf, sandboxesOn } from '../../cnm/lookup.js'
import type { Host, Network, Sandbox, World } from '../../cnm/world.js'
import { converse } from '../../dataplane/conversation.js'
import { machinesOf } from '../verdict/party.js'
import type { Law } from './law.js'

/** One ping, and whether it should be answered. */
export interface Expectation {
  /** Id of a sandbox or of a machine. */
  readonly from: string
  /** `h1/ctr1` */
  readonly label: string
  readonly to: Ip
  /** The network that `to` is on; null: it is outside of all. */
  readonly on: Network | null
  readonly reaches: boolean
}

/**
 * Every ping among containers, hosts and machines of plain worlds. It counts networks and options, and walks no packet:
 * a mistake in the walk cannot be a mistake here too. O(containers x addresses).
 */
export function oracle(world: World): readonly Expectation[] {
  const machines = machinesOf(world)
  const outside = machines.filter(({ hasEngine }) => !hasEngine)
  return machines
    .filter(({ hasEngine }) => hasEngine)
    .flatMap((host) => {
      const sandboxes = sandboxesOn(world, host.id).filter(
        (s) => !s.useHost && networksOf(world, s).every(isPlain),
      )
      const ends = sandboxes.flatMap((s) => endsOf(world, s))
      return [
        ...sandboxes.flatMap((from) => ends.map((end) => expectation(from, end, talks(world, from, end)))),
        ...sandboxes.flatMap((from) =>
          outside.flatMap(beyond).map((to) => expectation(from, { to, on: null }, leavesBy(world, from))),
        ),
        ...ends.map((end) => ({ from: host.id, label: host.id, to: end.to, on: end.on, reaches: true })),
        // without protection it hangs on the machine's routes
        ...outside.flatMap(({ id }) =>
          ends
            .filter(({ on }) => !isUnprotected(on))
            .map(({ to, on }) => ({ from: id, label: id, to, on, reaches: false })),
        ),
      ]
    })
}

/** Somewhere to ping: an address of a container, and the network that it is on. */
interface End {
  readonly of: Sandbox
  readonly to: Ip
  readonly on: Network
}

/** A sandbox's IPv4 addresses. */
const endsOf = (world: World, of: Sandbox): readonly End[] =>
  joinedBy(world, of).flatMap((e) =>
    e.address4 === null ? [] : [{ of, to: addressOf(e.address4), on: networkOf(world, e.network) }],
  )

const expectation = (
  { id, label }: Sandbox,
  { to, on }: { readonly to: Ip; readonly on: Network | null },
  reaches: boolean,
): Expectation => ({ from: id, label, to, on, reaches })

const networksOf = (world: World, sandbox: Sandbox): readonly Network[] =>
  joinedBy(world, sandbox).map((e) => networkOf(world, e.network))

/** A neighbour on a common network with icc, or oneself. */
const talks = (world: World, from: Sandbox, { of, on }: End): boolean =>
  from.id === of.id || (networksOf(world, from).some((n) => n.id === on.id) && icc(on))

/** One network that is not internal gives a way out; it does not matter which one is the gateway. */
const leavesBy = (world: World, from: Sandbox): boolean => networksOf(world, from).some((n) => !n.internal)

/** What lies behind a machine: the addresses of devices that hang on no LAN. */
const beyond = ({ interfaces }: Host): readonly Ip[] =>
  interfaces
    .filter(({ segment }) => segment === null)
    .flatMap(({ addresses }) => addresses.map(addressOf).filter((a) => familyOf(a) === 4))

/** Options that do not change who reaches whom by ping, or that the oracle knows of. */
const PLAIN = /\.(enable_icc|default_bridge|name|host_binding_ipv4|mtu)$/
const isPlain = ({ driver, options }: Network): boolean =>
  driver === 'bridge' &&
  options.every(
    ([key, value]) =>
      PLAIN.test(key) ||
      (key.endsWith('.enable_ip_masquerade') && value === 'true') ||
      (key.endsWith('.gateway_mode_ipv4') && (value === 'nat' || value === 'nat-unprotected')),
  )
/** In gateway mode nat-unprotected a container's own address can be used from outside, by whoever has a route. */
const isUnprotected = ({ options }: Network): boolean =>
  options.some(([key, value]) => key.endsWith('.gateway_mode_ipv4') && value === 'nat-unprotected')
const icc = ({ options }: Network): boolean =>
  !options.some(([key, value]) => key.endsWith('.enable_icc') && value === 'false')

/** Where the model and the oracle disagree, a sentence each. One ping for each expectation. */
export const disagreements = (
  env: Env,
  world: World,
  expected: readonly Expectation[] = oracle(world),
): readonly string[] => {
  const plane = dataPlane(env, world)
  return expected.flatMap(({ from, label, to, reaches }) => {
    const { kind } = converse(plane, { from, to, protocol: 'icmp', port: 0 }, false).outcome
    if ((kind === 'answered') === reaches) return []
    return [`${label} ${reaches ? 'should reach' : 'should never reach'} ${to}, but a ping ends ${kind}`]
  })
}

/** A law about some of the expectations. */
const law = (name: string, about: (expected: Expectation) => boolean): Law => ({
  name,
  problems: ({ env, world: { cnm } }) => disagreements(env, cnm, oracle(cnm).filter(about)),
})

/** Containers, hosts and machines among each other: who shares a network talks, and nobody else. */
export const neighboursOnly: Law = law(
  'containers reach their neighbours, and nobody else',
  ({ on }) => on !== null,
)
/** What lies behind the LAN: reached from every network that is not internal. */
export const internalStaysInside: Law = law(
  'from internal networks nobody gets outside, from others everybody',
  ({ on }) => on === null,
)
