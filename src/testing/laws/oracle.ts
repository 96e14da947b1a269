/** Who can ping whom, decided without any packet (see opinion.ts), and compared with what the walk says. */
import { addressOf } from '../../addr/cidr.js'
import { familyOf, isLinkLocal, isLoopback, type Family, type Ip } from '../../addr/ip.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import { sandboxesOn } from '../../cnm/lookup.js'
import type { Host, Network, Sandbox, World } from '../../cnm/world.js'
import { converse } from '../../dataplane/conversation.js'
import { portText, type Port } from '../rules/port.js'
import { machinesOf } from '../verdict/party.js'
import type { Law } from './law.js'
import { endsOf, isJudged, modeIn, talks, wayOut } from './opinion.js'

/** One ping, and whether it should be answered. */
export interface Expectation {
  /** Id of a sandbox or of a machine. */
  readonly from: string
  /** `h1/ctr1` */
  readonly label: string
  readonly to: Ip
  /** null: a ping. */
  readonly port: Port | null
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
      const sandboxes = sandboxesOn(world, host.id).filter((s) => isJudged(world, s))
      const ends = sandboxes.flatMap((s) => endsOf(world, s))
      return [
        ...sandboxes.flatMap((from) => ends.map((end) => ping(from, end, talks(world, from, end, null)))),
        ...sandboxes.flatMap((from) =>
          outside.flatMap(beyond).flatMap((to) => {
            const reaches = leaves(world, from, familyOf(to))
            return reaches === null ? [] : [ping(from, { to, on: null }, reaches)]
          }),
        ),
        ...ends.map((end) => ping({ id: host.id, label: host.id }, end, true)),
        // elsewhere it hangs on the machine's routes
        ...outside.flatMap(({ id }) =>
          ends
            .filter(({ on, to }) => on.internal || modeIn(on, familyOf(to)) === 'nat')
            .map((end) => ping({ id, label: id }, end, false)),
        ),
      ]
    })
}

const ping = (
  { id, label }: Pick<Sandbox, 'id' | 'label'>,
  { to, on }: { readonly to: Ip; readonly on: Network | null },
  reaches: boolean,
): Expectation => ({ from: id, label, to, port: null, on, reaches })

/** null: nobody translates on that way, so it hangs on the routes of machines. */
function leaves(world: World, from: Sandbox, family: Family): boolean | null {
  const network = wayOut(world, from, family)
  return network !== null && modeIn(network, family) === 'routed' ? null : network !== null
}

/** What lies behind a machine: the addresses of devices that hang on no LAN. */
const beyond = ({ interfaces }: Host): readonly Ip[] =>
  interfaces
    .filter(({ segment }) => segment === null)
    .flatMap(({ addresses }) => addresses.map(addressOf))
    .filter((address) => !isLoopback(address) && !isLinkLocal(address))

/** Where the model and the oracle disagree, a sentence each. One conversation for each expectation. */
export const disagreements = (
  env: Env,
  world: World,
  expected: readonly Expectation[] = oracle(world),
): readonly string[] => {
  const plane = dataPlane(env, world)
  return expected.flatMap(({ from, label, to, port, reaches }) => {
    const asked = { from, to, protocol: port?.protocol ?? 'icmp', port: port?.port ?? 0 } as const
    const { kind } = converse(plane, asked, false).outcome
    if ((kind === 'answered') === reaches) return []
    const what = port === null ? 'a ping' : `a connection to port ${portText(port)}`
    return [`${label} ${reaches ? 'should reach' : 'should never reach'} ${to}, but ${what} ends ${kind}`]
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
