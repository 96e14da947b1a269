/**
 * Do rules survive whatever somebody with these commands may do? Every sequence is tried where there are few, random ones
 * beyond. Not modelled: two people at once; a command is done before the next begins.
 */
import { networksOn } from '../cnm/lookup.js'
import { containersOn } from '../engine/findContainer.js'
import { isUp } from '../engine/isUp.js'
import type { DockerWorld } from '../engine/state.js'
import { Lab } from '../shell/lab/lab.js'
import { check, type CheckResult } from './check.js'
import type { RuleData } from './rules/rule.js'
import { DockerScript } from './script/script.js'
import { situationOf, type Situation, type Subject } from './subject.js'
import { enginesIn } from './verdict/party.js'

/** Who may do what, and how long the search may take. */
export interface UnderOptions {
  /** The words behind `docker` that may be typed. Default: what `operationsOn` lists. */
  readonly commands?: readonly string[]
  /** The longest sequence. Default: 2. */
  readonly depth?: number
  /** The host on which they are typed. Default: the first one with an engine. */
  readonly host?: string
  /** How many worlds may be checked before it goes on at random, and how many then. Default: 1000. */
  readonly worlds?: number
  /** Of the random sequences; the same one gives the same ones. Default: 1. */
  readonly seed?: number
}

export interface HoldsUnder {
  /** No world that was checked breaks a rule. */
  readonly holds: boolean
  /** All sequences up to this length were tried; less than the depth when there were too many. */
  readonly exhaustiveTo: number
  /** Worlds that were checked. */
  readonly checked: number
  /** The shortest script found that breaks a rule, empty when the world does so already; null: none was found. */
  readonly script: DockerScript | null
  /** What it breaks. */
  readonly result: CheckResult | null
}

/**
 * A rule is violated when it is `broken`: that a target is stopped, and so reached by nobody, violates no `never`. A command
 * that the engine refuses is no step. Cost: a check for each world, at most twice `worlds` of them.
 */
export function holdsUnder(
  subject: Subject,
  rules: readonly RuleData[],
  { commands, depth = 2, host, worlds = 1000, seed = 1 }: UnderOptions = {},
): HoldsUnder {
  const situation = situationOf(subject)
  const on = host ?? enginesIn(situation)[0]?.id ?? ''
  const allowed = commands ?? operationsOn(situation, on)
  const search = new Search(situation, on, rules)

  if (search.breaks(situation.world)) return search.found([], 0)
  // breadth first, so the first violation is a shortest one
  let frontier: readonly Path[] = [{ world: situation.world, lines: [] }]
  let length = 0
  // one level more only if all of it can be looked at: half a level would prove nothing
  while (length < depth && search.checked + frontier.length * allowed.length <= worlds) {
    length++
    const next: Path[] = []
    for (const path of frontier)
      for (const line of allowed) {
        const world = search.typed(path.world, line)
        if (world === path.world) continue
        const lines = [...path.lines, line]
        if (search.breaks(world)) return search.found(lines, length)
        next.push({ world, lines })
      }
    frontier = next
  }
  if (length === depth || allowed.length === 0) return search.nothing(depth)
  return atRandom(search, situation.world, allowed, { depth, worlds, seed, exhaustiveTo: length })
}

/** A world and how it came about. */
interface Path {
  readonly world: DockerWorld
  readonly lines: readonly string[]
}

/** The search so far; it lives for one call of `holdsUnder`. */
class Search {
  readonly #situation: Situation
  readonly #host: string
  readonly #rules: readonly RuleData[]
  checked = 0

  constructor(situation: Situation, host: string, rules: readonly RuleData[]) {
    this.#situation = situation
    this.#host = host
    this.#rules = rules
  }

  /** One line typed. The very same world when the command is refused, or changes nothing. */
  typed(world: DockerWorld, line: string): DockerWorld {
    const lab = new Lab(this.#situation.env, world)
    return lab.docker(this.#host, line).exit === 0 ? lab.world : world
  }

  /** All lines from the start; a refused one is left out, as it is when somebody types it. */
  played(lines: readonly string[]): DockerWorld {
    return lines.reduce((world, line) => this.typed(world, line), this.#situation.world)
  }

  result(world: DockerWorld): CheckResult {
    return check({ ...this.#situation, world }, this.#rules)
  }

  /** Does a world break a rule? Counts as a look. */
  breaks(world: DockerWorld): boolean {
    this.checked++
    return this.result(world).results.some(({ verdict }) => verdict === 'broken')
  }

  /**
   * The result of a search that found something. The script is played again, so what is told is what the script does.
   */
  found(lines: readonly string[], exhaustiveTo: number): HoldsUnder {
    return {
      ...this.nothing(exhaustiveTo),
      holds: false,
      script: new DockerScript(lines),
      result: this.result(this.played(lines)),
    }
  }

  nothing(exhaustiveTo: number): HoldsUnder {
    return { holds: true, exhaustiveTo, checked: this.checked, script: null, result: null }
  }
}

/** Beyond what can be tried in full: random sequences of full length, each checked after every line. */
function atRandom(
  search: Search,
  start: DockerWorld,
  allowed: readonly string[],
  {
    depth,
    worlds,
    seed,
    exhaustiveTo,
  }: Required<Pick<UnderOptions, 'depth' | 'worlds' | 'seed'>> & {
    readonly exhaustiveTo: number
  },
): HoldsUnder {
  const dice = diceOf(seed)
  const end = search.checked + worlds
  while (search.checked < end) {
    let world = start
    const lines: string[] = []
    for (let i = 0; i < depth; i++) {
      const line = allowed[dice(allowed.length)] ?? ''
      const next = search.typed(world, line)
      // a refusal counts as a look, so that the search ends where everything is refused
      if (next === world) search.checked++
      else lines.push(line)
      if (next !== world && search.breaks(next)) return search.found(shortened(search, lines), exhaustiveTo)
      world = next
    }
  }
  return search.nothing(exhaustiveTo)
}

/** Leaves out every line that the violation does without. O(lines squared) checks. */
function shortened(search: Search, lines: readonly string[]): readonly string[] {
  for (let i = 0; i < lines.length; i++) {
    const fewer = lines.toSpliced(i, 1)
    if (search.breaks(search.played(fewer))) return shortened(search, fewer)
  }
  return lines
}

/** Numbers below a limit, the same for the same seed (mulberry32). */
function diceOf(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }
}

/** What an operator does to a host as it is: connect, disconnect, stop, start. O(containers x networks). */
export function operationsOn(subject: Subject, host: string): readonly string[] {
  const { world } = situationOf(subject)
  const networks = networksOn(world.cnm, host).filter(({ driver }) => driver !== 'host' && driver !== 'null')
  return containersOn(world, host).flatMap((container) => {
    const on = new Set(container.attachments.map(({ network }) => network))
    return [
      ...networks.map(
        ({ name }) => `network ${on.has(name) ? 'disconnect' : 'connect'} ${name} ${container.name}`,
      ),
      `${isUp(container) ? 'stop' : 'start'} ${container.name}`,
    ]
  })
}
