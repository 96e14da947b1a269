// Who can ping whom on one host with plain bridge networks, decided without any packet: the second opinion.
import { addressOf } from '../../src/addr/cidr.js'
import type { Env } from '../../src/cnm/env.js'
import { joinedBy, networkOf } from '../../src/cnm/lookup.js'
import type { Network, Sandbox, World } from '../../src/cnm/world.js'
import { ip } from '../cnm/lab.js'
import { answersOf } from './play.js'

const networksOf = (world: World, s: Sandbox): readonly Network[] =>
  joinedBy(world, s)
    .map((e) => networkOf(world, e.network))
    .filter((n) => n.driver === 'bridge')
const icc = (n: Network): boolean =>
  !n.options.some(([key, v]) => key.endsWith('enable_icc') && v === 'false')

/** A neighbour on a common network with icc, or oneself. */
const talks = (world: World, from: Sandbox, to: Sandbox, on: Network): boolean =>
  from.id === to.id || (networksOf(world, from).some((n) => n.id === on.id) && icc(on))

/** The host reaches every container; the outside is reached from every network that is not internal. */
export function oracle(world: World): readonly (readonly [from: string, to: string, reaches: boolean])[] {
  const sandboxes = Object.values(world.sandboxes)
  const ends = sandboxes.flatMap((s) =>
    joinedBy(world, s).flatMap((e) =>
      e.address4 === null ? [] : [{ s, on: networkOf(world, e.network), to: addressOf(e.address4) }],
    ),
  )
  return [
    ...sandboxes.flatMap((from) =>
      ends.map(({ s, on, to }) => [from.id, to, talks(world, from, s, on)] as const),
    ),
    ...ends.map(({ to }) => ['h1', to, true] as const),
    ...ends.map(({ to }) => ['peer', to, false] as const),
    ...sandboxes.map((s) => [s.id, '198.51.100.7', networksOf(world, s).some((n) => !n.internal)] as const),
  ]
}

/** Where the model and the oracle disagree. */
export function disagreements(env: Env, world: World): readonly string[] {
  const expected = oracle(world)
  const asked = expected.map(([from, to]) => ({ from, to: ip(to), protocol: 'icmp', port: 0 }) as const)
  return answersOf(env, world, asked).flatMap(({ outcome }, i) => {
    const [from = '', to = '', reaches] = expected[i] ?? []
    return (outcome.kind === 'answered') === reaches ? [] : [`${from} -> ${to}: ${outcome.kind}`]
  })
}
