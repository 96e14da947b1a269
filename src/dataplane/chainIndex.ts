/**
 * The rules of a chain, filed by what they ask for, so that a packet meets those alone that could match. Each rule stands in
 * one file: by its destination address, device, port or source network, or among the rest. The order stays the chain's.
 *
 * A chain may be put together of lists that change apart from each other, as what each network of a host adds. A list is filed
 * once, and a chain of lists that were filed before costs nothing until packets ask for it.
 */
import { lengthOf } from '../addr/cidr.js'
import type { Cidr } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { maskV4, readV4 } from '../addr/v4.js'
import { ruleText } from './iptables.js'
import { remembered } from './remember.js'
import type { Chain, Match, Rule } from './rule.js'

/** A rule as it was added: at the end of its chain (`-A`) or at its top (`-I`), at that time. */
export interface Addition {
  readonly rule: Rule
  readonly at: number
  readonly insert: boolean
}

/** A rule with its place: of equal times, the list and then the place in it decide. */
interface Filed extends Addition {
  readonly list: number
  readonly place: number
}

/** Rules in the order of their chain, which their places tell. */
interface File {
  readonly places: readonly Filed[]
  readonly rules: readonly Rule[]
}

/** What rules are filed by. Interface names are '' where there is none. */
export interface Asked {
  readonly packet: { readonly src: Ip; readonly dst: Ip; readonly dstPort: number }
  readonly in: string
  readonly out: string
}

/** In the order of the chain: what was inserted, the latest on top; then what was appended, the oldest first. */
function byOrder(a: Filed, b: Filed): number {
  if (a.insert !== b.insert) return a.insert ? -1 : 1
  const later = a.at - b.at || a.list - b.list || a.place - b.place
  return a.insert ? -later : later
}
const byTime = (a: Filed, b: Filed): number => a.at - b.at || a.list - b.list || a.place - b.place

/**
 * In the chain's order, each once: a rule that is there already is not added again (moby libnetwork/iptables ProgramRule looks
 * first). Equal rules stand in one file.
 */
function arranged(found: readonly Filed[]): File {
  if (found.length === 0) return EMPTY
  const places = found.length === 1 ? found : ordered(found)
  return { places, rules: places.map(ruleOf) }
}
const EMPTY: File = { places: [], rules: [] }

function ordered(found: readonly Filed[]): readonly Filed[] {
  const seen = new Set<string>()
  const once = found.toSorted(byTime).filter(({ rule }) => {
    const text = ruleText(rule, 4)
    return !seen.has(text) && seen.add(text)
  })
  return once.sort(byOrder)
}

/** The rules of one list that ask for one kind of thing, by what they ask for. */
type Drawer<K> = Map<K, Filed[]>

/** One list in files. A drawer that would be empty is not there. IPv4 source networks are by mask and first address. */
interface Files {
  byDst?: Drawer<string>
  byIn?: Drawer<string>
  byOut?: Drawer<string>
  byPort?: Drawer<number>
  bySrc?: Map<number, Drawer<number>>
  readonly rest: Filed[]
}

/** The drawers of one kind of all lists that have one, gathered for a key when a packet first asks for it. */
class Cabinet<K> {
  readonly #drawers: readonly (readonly [list: number, drawer: Drawer<K>])[]
  readonly #known = new Map<K, File>()

  constructor(drawers: readonly (readonly [list: number, drawer: Drawer<K>])[]) {
    this.#drawers = drawers
  }

  get(key: K): File {
    return this.#known.get(key) ?? this.#gather(key)
  }

  #gather(key: K): File {
    const found: Filed[] = []
    for (const [list, drawer] of this.#drawers)
      for (const each of drawer.get(key) ?? []) found.push({ ...each, list })
    const file = arranged(found)
    // a chain may outlive many worlds, and be asked for any address there is
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(key, file)
    return file
  }
}

/** Addresses, devices or ports that a chain remembers its answers for. */
const MOST = 10_000

/** All files of a chain. null: no rule asks for that. */
interface Index {
  readonly byDst: Cabinet<string> | null
  readonly byIn: Cabinet<string> | null
  readonly byOut: Cabinet<string> | null
  readonly byPort: Cabinet<number> | null
  readonly bySrc: readonly { readonly mask: number; readonly cabinet: Cabinet<number> }[]
  readonly rest: File
}

/** Put together of the lists' own files, which stay what they are when another list changes. O(lists). */
function indexOf(lists: Lists): Index {
  const files = lists.map((list) => filed(list))
  const cabinet = <K>(drawerOf: (of: Files) => Drawer<K> | undefined): Cabinet<K> | null => {
    const drawers: (readonly [number, Drawer<K>])[] = []
    for (const [list, each] of files.entries()) {
      const drawer = drawerOf(each)
      if (drawer) drawers.push([list, drawer])
    }
    return drawers.length === 0 ? null : new Cabinet(drawers)
  }
  const masks = new Set<number>()
  const rest: Filed[] = []
  for (const [list, each] of files.entries()) {
    for (const mask of each.bySrc?.keys() ?? []) masks.add(mask)
    for (const filed of each.rest) rest.push({ ...filed, list })
  }
  return {
    byDst: cabinet(({ byDst }) => byDst),
    byIn: cabinet(({ byIn }) => byIn),
    byOut: cabinet(({ byOut }) => byOut),
    byPort: cabinet(({ byPort }) => byPort),
    bySrc: [...masks].flatMap((mask) => {
      const found = cabinet(({ bySrc }) => bySrc?.get(mask))
      return found ? [{ mask, cabinet: found }] : []
    }),
    rest: arranged(rest),
  }
}

type Lists = readonly (readonly Addition[])[]

/** Its files, and its rules in their order, are made when they are first asked for. */
class ComposedChain implements Chain {
  readonly name: string
  readonly policy: Chain['policy']
  readonly lists: Lists
  #index: Index | undefined
  #rules: readonly Rule[] | undefined

  constructor(name: string, policy: Chain['policy'], lists: Lists) {
    this.name = name
    this.policy = policy
    this.lists = lists
  }

  get index(): Index {
    return (this.#index ??= indexOf(this.lists))
  }

  get rules(): readonly Rule[] {
    return (this.#rules ??= arranged(
      this.lists.flatMap((list, i) => list.map((each, place) => ({ ...each, list: i, place }))),
    ).rules)
  }
}

/** As a driver's parts bring them: each network and its endpoints one. Costs nothing until it is asked. */
export const composeChain = (name: string, policy: Chain['policy'], lists: Lists): Chain =>
  new ComposedChain(name, policy, lists)

/** Chains that nobody composed: their rules were appended in their order. */
const plain = remembered(
  ({ name, policy, rules }: Chain) =>
    new ComposedChain(name, policy, [rules.map((rule, at) => ({ rule, at, insert: false }))]),
)
/** Below this many rules of such a chain looking at each of them is faster. */
const FEW = 8

/** Rules that one of two chains has alone. O(rules of the lists that are not in both). */
export function changedRules(before: Chain, after: Chain): readonly Rule[] {
  if (before === after) return []
  const [was, is] = [listsIn(before), listsIn(after)]
  const lists = [...was.filter((list) => !is.includes(list)), ...is.filter((list) => !was.includes(list))]
  // a rule that is in an old list and in a new one is there twice
  const times = new Map<Rule, number>()
  for (const { rule } of lists.flat()) times.set(rule, (times.get(rule) ?? 0) + 1)
  return [...times].flatMap(([rule, count]) => (count === 2 ? [] : [rule]))
}
const listsIn = (chain: Chain): Lists => (chain instanceof ComposedChain ? chain : plain(chain)).lists

/**
 * The rules that may match such a packet, in the order of the chain; none that matches is missing. O(what it returns), and
 * O(lists) the first time that a chain is asked for an address, a device or a port.
 */
export function candidates(chain: Chain, asked: Asked): readonly Rule[] {
  const composed = chain instanceof ComposedChain
  if (composed ? chain.lists.length === 0 : chain.rules.length <= FEW) return composed ? NONE : chain.rules
  const { byDst, byIn, byOut, byPort, bySrc, rest } = (composed ? chain : plain(chain)).index
  const { src, dst, dstPort } = asked.packet
  const found: File[] = []
  add(found, rest)
  add(found, byDst?.get(dst))
  add(found, byIn?.get(asked.in))
  add(found, byOut?.get(asked.out))
  add(found, byPort?.get(dstPort))
  if (bySrc.length > 0 && familyOf(src) === 4) {
    const source = readV4(src)
    for (const { mask, cabinet } of bySrc) add(found, cabinet.get((source & mask) >>> 0))
  }
  const [only] = found
  if (only === undefined) return NONE
  return found.length === 1 ? only.rules : merged(found)
}
const NONE: readonly Rule[] = []

/** Most files of most packets are empty. */
function add(found: File[], file: File | undefined): void {
  if (file && file.rules.length > 0) found.push(file)
}

/** Several files in the one order of the chain. Two or three, of a few rules: sorting is as fast as merging. */
const merged = (files: readonly File[]): readonly Rule[] =>
  files
    .flatMap(({ places }) => places)
    .sort(byOrder)
    .map(ruleOf)

const ruleOf = ({ rule }: Addition): Rule => rule

/** A list in files, once. O(its rules). */
const filed = remembered((additions: readonly Addition[]): Files => {
  const files: Files = { rest: [] }
  for (const [place, { rule, at, insert }] of additions.entries())
    put(files, rule.match, { rule, at, insert, list: 0, place })
  return files
})

/**
 * Into the file that tells most packets apart: an address before a device, a device before a port. Negated conditions tell
 * little, so that such rules are looked at by all.
 */
function put(files: Files, match: Match, filed: Filed): void {
  const dst = oneAddress(match)
  if (dst !== undefined) file((files.byDst ??= new Map()), dst, filed)
  else if (match.in?.not === false) file((files.byIn ??= new Map()), match.in.value, filed)
  else if (match.out?.not === false) file((files.byOut ??= new Map()), match.out.value, filed)
  else if (match.dstPort !== undefined) file((files.byPort ??= new Map()), match.dstPort, filed)
  else if (match.src?.not === false && familyOf(match.src.value) === 4) {
    const mask = maskV4(lengthOf(match.src.value))
    const networks = (files.bySrc ??= new Map<number, Drawer<number>>())
    const drawer = networks.get(mask) ?? new Map<number, Filed[]>()
    networks.set(mask, drawer)
    file(drawer, readV4(match.src.value), filed)
  } else files.rest.push(filed)
}

/** The one address that packets have to be for. */
const oneAddress = ({ dst }: Match): string | undefined =>
  dst?.not === false && isWhole(dst.value) ? dst.value.slice(0, dst.value.indexOf('/')) : undefined

const isWhole = (range: Cidr): boolean => lengthOf(range) === (familyOf(range) === 4 ? 32 : 128)

function file<K>(drawer: Drawer<K>, key: K, filed: Filed): void {
  const known = drawer.get(key)
  if (known) known.push(filed)
  else drawer.set(key, [filed])
}
