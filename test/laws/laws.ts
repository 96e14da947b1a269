// The laws as checkers: each says what is wrong, so that a planted bug can be seen to be reported.
import { isDeepStrictEqual } from 'node:util'
import { apply, type Command } from '../../src/cnm/command.js'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import type { Env } from '../../src/cnm/env.js'
import { allEndpoints, allNetworks, hostOf } from '../../src/cnm/lookup.js'
import { filtersOf } from '../../src/cnm/ruleset.js'
import { wiringsOn } from '../../src/cnm/wiring.js'
import type { World } from '../../src/cnm/world.js'
import type { Conversation, Question } from '../../src/dataplane/conversation.js'
import type { Trace } from '../../src/dataplane/trace.js'
import { iptablesSave } from '../../src/dataplane/iptables.js'
import type { Namespace } from '../../src/dataplane/namespace.js'
import type { DataPlane } from '../../src/dataplane/plane.js'
import type { Rule, Ruleset } from '../../src/dataplane/rule.js'
import { answers, answersOf, commandsOf, questions, replay, spread, withStranger, type Life } from './play.js'

type Problems = readonly string[]

/** A world of unknown make: what JSON gives back. */
function throughJson(world: World): World {
  const copy: World = JSON.parse(JSON.stringify(world))
  return copy
}

const outcomeText = ({ question, outcome }: Conversation): string =>
  `${question.from} -> ${question.to} ${question.protocol}/${question.port}: ${outcome.kind}`

/** The conversations that differ, whole traces compared. */
const differing = (a: readonly Conversation[], b: readonly Conversation[]): Problems =>
  a.flatMap((conversation, i) => {
    const other = b[i]
    if (isDeepStrictEqual(conversation, other)) return []
    return [`${outcomeText(conversation)}, or ${other ? outcomeText(other) : 'nothing'}`]
  })

/** Applying any command to any world gives a value. */
export function neverThrows(env: Env, world: World, command: Command): Problems {
  try {
    apply(env, world, command)
    return []
  } catch (error) {
    return [`${command.do} throws ${String(error)}`]
  }
}

export function survivesJson(env: Env, world: World): Problems {
  const copy = throughJson(world)
  if (!isDeepStrictEqual(copy, world)) return ['the world is another one after JSON']
  return differing(answersOf(env, world), answersOf(env, copy, questions(world)))
}

export const replaysEqually = (env: Env, { start, world, steps }: Life): Problems =>
  isDeepStrictEqual(replay(env, start, commandsOf(steps)), world) ? [] : ['the replay made another world']

/** Every fact on the host is signed with a network, and an endpoint, that are there. */
export function factsAreOwned(env: Env, world: World): Problems {
  const host = dataPlane(env, world).namespace('h1')
  const rules = [host?.rules4, host?.rules6].flatMap((set) => (set ? rulesIn(set) : []))
  const facts = [...(host?.interfaces ?? []), ...(host?.routes ?? []), ...(host?.listeners ?? []), ...rules]
  const networks = allNetworks(world)
  return facts.flatMap(({ cause }) => {
    const { network: name, endpoint } = cause
    const network = networks.find((n) => n.host === 'h1' && n.name === name)
    if (name !== undefined && !network) return [`${cause.purpose} of network ${name}, which is not there`]
    const there = allEndpoints(world).some((e) => e.network === network?.id && e.name === endpoint)
    return endpoint === undefined || there
      ? []
      : [`${cause.purpose} of endpoint ${endpoint}, which is not there`]
  })
}

const rulesIn = (rules: Ruleset): readonly Rule[] =>
  [rules.raw, rules.mangle, rules.filter, rules.nat].flat().flatMap((chain) => chain.rules)

/** A failed walk says which fact of which namespace ended it. */
export const endingsHaveCauses = (plane: DataPlane, asked: readonly Question[]): Problems =>
  answers(plane, asked).flatMap((conversation) => {
    const { outcome, request, answer, relayed, ending } = conversation
    const problems = [request, answer, relayed?.request].flatMap((trace) =>
      trace ? uncaused(plane, trace) : [],
    )
    const good = ending.kind === 'accepted'
    if (good !== (outcome.kind === 'answered')) problems.push(`ends ${ending.kind}`)
    return problems.map((problem) => `${outcomeText(conversation)}: ${problem}`)
  })

function uncaused(plane: DataPlane, { ending }: Pick<Trace, 'ending'>): string[] {
  const namespace = plane.namespace(ending.at)
  if (!namespace) return ['it ended nowhere']
  switch (ending.kind) {
    case 'dropped':
      if (ending.rule === null)
        return policyOf(namespace, ending.hook) === 'drop' ? [] : ['no rule and no policy']
      return ending.rule.cause.purpose !== '' && ending.rule.cause.network !== undefined
        ? []
        : ['dropped by a rule that nobody signed']
    case 'neighbour-unreachable':
    case 'not-carried':
    case 'link-down':
      return namespace.interfaces.some((i) => i.name === ending.device) ? [] : [`no device ${ending.device}`]
    case 'tunnel-lost':
      return uncaused(plane, { ending: ending.outer })
    case 'not-decapsulated':
      return ending.why === 'nobody' ? [] : ['a tunnel that another host does not know']
    case 'ttl-exceeded':
      return ['a loop on one host']
    case 'accepted':
    case 'refused':
    case 'no-server':
    case 'frozen':
    case 'no-route':
    case 'no-source-address':
    case 'not-forwarding':
    case 'martian':
      return []
  }
}

const policyOf = ({ rules4, rules6 }: Namespace, hook: string) =>
  [rules4, rules6].flatMap((r) => r?.filter ?? []).find((chain) => chain.name === hook)?.policy

/** A network that nobody here is on changes no trace of those who are here. */
export function strangersChangeNothing(env: Env, world: World): Problems {
  const asked = questions(world)
  return differing(answersOf(env, world, asked), answersOf(env, withStranger(env, world), asked))
}

/** The host's rules do not depend on the order in which the drivers' descriptions are put together. */
export function orderChangesNothing(
  env: Env,
  world: World,
  shuffle: <T>(items: readonly T[]) => T[],
): Problems {
  const plane = dataPlane(env, world)
  const wirings = shuffle(wiringsOn(env, world, hostOf(world, 'h1')))
  const { rules4, rules6 } = filtersOf(wirings)
  const shuffled: DataPlane = {
    ...plane,
    namespace: (id) => {
      const namespace = plane.namespace(id)
      return namespace && id === 'h1' ? { ...namespace, rules4, rules6 } : namespace
    },
  }
  const asked = questions(world)
  const host = plane.namespace('h1')
  const text = (rules: Ruleset | null | undefined) => (rules ? iptablesSave(rules, 4) : [])
  return [
    ...(isDeepStrictEqual(text(host?.rules4), text(rules4)) ? [] : ['the rules are printed differently']),
    ...differing(answers(plane, asked), answers(shuffled, asked)),
  ]
}

/** The suffix that every name of the user gets; no name ends in it. */
const SUFFIX = '~'
const PREDEFINED = ['h1', 'bridge', 'host', 'none']

/** The commands with other names: networks, endpoints, sandboxes, labels and processes. */
export function renamed(commands: readonly Command[]): readonly Command[] {
  const other: readonly Command[] = JSON.parse(JSON.stringify(commands), (key, value: unknown) =>
    typeof value === 'string' &&
    ['name', 'containerId', 'label', 'owner'].includes(key) &&
    !PREDEFINED.includes(value)
      ? `${value}${SUFFIX}`
      : value,
  )
  return other
}

/** Other names, in the same order, give the same answers with the names replaced (order decides between gateways). */
export function renamingRenames(env: Env, { start, world, steps }: Life): Problems {
  const other = replay(env, start, renamed(commandsOf(steps)))
  const before = answersOf(env, world)
  const after = answersOf(env, other, questions(world))
  const back = (c: Conversation | undefined): unknown =>
    JSON.parse(JSON.stringify(c ?? null), (_, value: unknown) =>
      typeof value === 'string' && value.endsWith(SUFFIX) ? value.slice(0, -SUFFIX.length) : value,
    )
  return before
    .filter((conversation, i) => !isDeepStrictEqual(throughText(conversation), back(after[i])))
    .map((conversation) => `${outcomeText(conversation)} under these names only`)
}

const throughText = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** The packet filter without that one rule. */
export const without = (rules: Ruleset, rule: Rule): Ruleset => {
  const cut = (table: keyof Ruleset) =>
    rules[table].map((chain) => ({ ...chain, rules: chain.rules.filter((r) => r !== rule) }))
  return { raw: cut('raw'), mangle: cut('mangle'), filter: cut('filter'), nat: cut('nat') }
}

/** Whoever got an answer gets it too when one drop rule less is there. */
export function fewerDropsReachMore(env: Env, world: World, remove = without): Problems {
  const plane = dataPlane(env, world)
  const host = plane.namespace('h1')
  const rules4 = host?.rules4
  if (!rules4) return []
  const reached = answersOf(env, world).filter((c) => c.outcome.kind === 'answered')
  const asked = spread(reached, 20).map((c) => c.question)
  const drops = rulesIn(rules4).filter((rule) => rule.target.kind === 'drop')
  return spread(drops, 8).flatMap((rule) => {
    const open: Namespace = { ...host, rules4: remove(rules4, rule) }
    const opened: DataPlane = { ...plane, namespace: (id) => (id === 'h1' ? open : plane.namespace(id)) }
    return answers(opened, asked)
      .filter((c) => c.outcome.kind !== 'answered')
      .map((c) => `${outcomeText(c)} without the rule ${rule.cause.purpose}`)
  })
}
