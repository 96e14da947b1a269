/**
 * What a real engine leaves to chance, tried: a container that starts with several networks joins them in random order. The
 * worlds that other orders would have made are built, so that a verdict which hangs on the order shows.
 */
import { endpointOf } from '../../cnm/lookup.js'
import { withContainer } from '../../engine/change.js'
import { containerStart } from '../../engine/containerStart.js'
import { containerOf, containersOn } from '../../engine/findContainer.js'
import { halt } from '../../engine/halt.js'
import type { Attachment, Container } from '../../engine/state.js'
import type { Port } from '../rules/port.js'
import type { Situation } from '../subject.js'
import { pairVerdict, type PairVerdict } from './pair.js'
import { containersIn, machineParty, type Party } from './party.js'

/** The networks, in the order in which they are joined there. */
export interface Alternative {
  readonly networks: readonly string[]
  readonly situation: Situation
}

/** The networks with which a container started, in the order in which it joined them; fewer than two leave nothing to chance. */
export function startNetworks(
  { world }: Situation,
  { attachments, startedAt }: Container,
): readonly string[] {
  return attachments
    .filter(({ endpoint }) => {
      const joined = endpoint === null ? 0 : endpointOf(world.cnm, endpoint).joinedAt
      return joined > 0 && startedAt !== null && joined <= startedAt
    })
    .map(({ network }) => network)
}

const known = new WeakMap<Situation, Map<string, readonly Alternative[]>>()

/**
 * The worlds after a start in other orders; none when there is no other. Of more than three networks only the orders that
 * put another one first, and the opposite one. Remembered with the situation. O(orders) starts.
 */
export function alternatives(situation: Situation, { container }: Party): readonly Alternative[] {
  if (container === null) return []
  const ofSituation = known.get(situation) ?? new Map<string, readonly Alternative[]>()
  known.set(situation, ofSituation)
  const made = ofSituation.get(container.id) ?? built(situation, container)
  ofSituation.set(container.id, made)
  return made
}

function built(situation: Situation, container: Container): readonly Alternative[] {
  const networks = startNetworks(situation, container)
  if (networks.length < 2 || container.status !== 'running' || isShared(situation, container)) return []
  return ordersOf(networks).flatMap((order) => {
    const world = restarted(situation, container, order)
    return world === null ? [] : [{ networks: order, situation: { env: situation.env, world } }]
  })
}

/** Its end would take the network from others. */
const isShared = ({ world }: Situation, { id, host, sharedWith }: Container): boolean =>
  sharedWith !== null || containersOn(world, host).some((c) => c.sharedWith === id)

function restarted(
  { env, world }: Situation,
  { id, host }: Container,
  order: readonly string[],
): Situation['world'] | null {
  const down = halt(env, world, id, 0)
  const container = containerOf(down, id)
  const first = order.flatMap((name): readonly Attachment[] =>
    container.attachments.filter(({ network }) => network === name),
  )
  const rest = container.attachments.filter((a) => !first.includes(a))
  const started = containerStart(
    env,
    withContainer(down, { ...container, attachments: [...first, ...rest] }),
    host,
    id,
  )
  return started.ok ? started.value.state : null
}

function ordersOf(networks: readonly string[]): readonly (readonly string[])[] {
  if (networks.length > 3)
    return [
      ...networks.slice(1).map((first) => [first, ...networks.filter((n) => n !== first)]),
      networks.toReversed(),
    ]
  return permutations(networks).slice(1)
}

/** The given order first. */
const permutations = (items: readonly string[]): readonly (readonly string[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((first) =>
        permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
      )

/** The same party in another world. */
const counterpart = ({ situation }: Alternative, { label, host, container }: Party): Party | undefined =>
  container === null ? machineParty(situation, host) : containersIn(situation).find((p) => p.label === label)

/**
 * The verdict on a pair, or `ambiguous` where another order of networks at the start of either gives another one. Cost: that
 * of `pairVerdict`, once more for every alternative.
 */
export function settledVerdict(situation: Situation, from: Party, to: Party, port: Port | null): PairVerdict {
  const verdict = pairVerdict(situation, from, to, port)
  if (verdict.verdict === 'undetermined') return verdict
  for (const party of [from, to])
    for (const alternative of alternatives(situation, party)) {
      const [a, b] = [counterpart(alternative, from), counterpart(alternative, to)]
      const other = a && b ? pairVerdict(alternative.situation, a, b, port) : undefined
      if (other === undefined || other.verdict === verdict.verdict) continue
      return {
        ...verdict,
        verdict: 'ambiguous',
        says: `${verdict.says} as ${party.label} has joined its networks, but ${other.verdict === 'reachable' ? 'does' : 'does not'} when it joins them in the order ${alternative.networks.join(', ')}, which is left to chance at its start`,
      }
    }
  return verdict
}
