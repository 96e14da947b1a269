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
import { pairVerdict, type PairVerdict, type Verdict } from './pair.js'
import { askedByName } from './byName.js'
import { containersIn, machineParty, type Party } from './party.js'
import type { Reachability } from './row.js'

/** One other order of networks at a container's start, and the world that it would have made. */
export interface Alternative {
  readonly networks: readonly string[]
  /** null: in that order the engine refuses to start it. */
  readonly situation: Situation | null
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
  if (container === null || situation.asStarted === true) return []
  const ofSituation = known.get(situation) ?? new Map<string, readonly Alternative[]>()
  known.set(situation, ofSituation)
  const made = ofSituation.get(container.id) ?? built(situation, container)
  ofSituation.set(container.id, made)
  return made
}

/**
 * All other orders. A container that does not run, or shares its stack, has none: restarting it would change more than
 * the order.
 */
function built(situation: Situation, container: Container): readonly Alternative[] {
  const networks = startNetworks(situation, container)
  if (networks.length < 2 || container.status !== 'running' || isShared(situation, container)) return []
  return ordersOf(networks).map((order) => {
    const world = restarted(situation, container, order)
    return { networks: order, situation: world === null ? null : { env: situation.env, world } }
  })
}

/** Its end would take the network from others. */
const isShared = ({ world }: Situation, { id, host, sharedWith }: Container): boolean =>
  sharedWith !== null || containersOn(world, host).some((c) => c.sharedWith === id)

/** Stopped and started again on networks in that order; everything else of the world stays as it is. null: refused. */
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

/** Every other order of two or three networks; of more, those that decide who becomes the gateway. */
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
const counterpart = (situation: Situation, { label, host, container }: Party): Party | undefined =>
  container === null ? machineParty(situation, host) : containersIn(situation).find((p) => p.label === label)

/** For the sentence that says why a verdict is ambiguous. */
const orderText = ({ networks }: Alternative): string =>
  `in the order ${networks.join(', ')}, which is left to chance at its start`

/**
 * The verdict on a pair, or `ambiguous` where another order of networks at the start of either gives another one. Cost: that
 * of `pairVerdict`, once more for every alternative.
 */
export function settledVerdict(situation: Situation, from: Party, to: Party, port: Port | null): PairVerdict {
  const verdict = pairVerdict(situation, from, to, port)
  if (verdict.verdict === 'undetermined') return verdict
  for (const party of [from, to])
    for (const alternative of alternatives(situation, party)) {
      const other = otherwise(alternative, from, to, port)
      if (other === verdict.verdict || (other === null && verdict.verdict === 'unreachable')) continue
      const does =
        other === null ? 'the engine refuses to start it' : other === 'reachable' ? 'does' : 'does not'
      return {
        ...verdict,
        verdict: 'ambiguous',
        says: `${verdict.says} as ${party.label} has joined its networks, but ${does} when it joins them ${orderText(alternative)}`,
      }
    }
  return verdict
}

/** null: there is nobody who could ask or be asked. That is no other verdict where nobody was reached anyway. */
function otherwise({ situation }: Alternative, from: Party, to: Party, port: Port | null): Verdict | null {
  if (situation === null) return null
  const [a, b] = [counterpart(situation, from), counterpart(situation, to)]
  return a && b ? pairVerdict(situation, a, b, port).verdict : null
}

/** The same for a target by name or address, where only the asker's start is left to chance. */
export function settledByName(
  situation: Situation,
  from: Party,
  target: string,
  port: Port | null,
): Reachability {
  const row = askedByName(situation, from, target, port)
  if (row.verdict !== 'reachable' && row.verdict !== 'unreachable') return row
  for (const alternative of alternatives(situation, from)) {
    const asker = alternative.situation && counterpart(alternative.situation, from)
    const other = asker ? askedByName(alternative.situation, asker, target, port) : null
    if (other?.verdict === row.verdict || (other === null && row.verdict === 'unreachable')) continue
    return {
      ...row,
      verdict: 'ambiguous',
      says: `${bare(row.says)} as ${from.label} has joined its networks. ${other === null ? 'The engine refuses to start it' : bare(other.says)} when it joins them ${orderText(alternative)}.`,
      witnesses: [...row.witnesses, ...(other?.witnesses ?? [])],
    }
  }
  return row
}

/** Without its full stop, to go on with. */
const bare = (sentence: string): string => sentence.replace(/\.$/, '')
