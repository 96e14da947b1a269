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

/** Files of additions. Those of IPv4 source networks are by prefix length and first address. */
interface Files {
  readonly byDst: Map<string, Filed[]>
  readonly byIn: Map<string, Filed[]>
  readonly byOut: Map<string, Filed[]>
  readonly byPort: Map<number, Filed[]>
  readonly bySrc: Map<number, Map<number, Filed[]>>
  readonly rest: Filed[]
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

/** The lists of a chain, and what packets have asked them for. */
interface Composed {
  readonly lists: readonly (readonly Addition[])[]
  readonly byDst: Map<string, File>
  readonly byIn: Map<string, File>
  readonly byOut: Map<string, File>
  readonly byPort: Map<number, File>
  readonly bySrc: Map<number, Map<number, File>>
  readonly masks: readonly number[]
  readonly rest: File
}

/** Its files and its rules in their order are made when they are first asked for. */
class ComposedChain implements Chain {
  readonly name: string
  readonly policy: Chain['policy']
  readonly lists: Composed['lists']
  #index: Composed | undefined
  #rules: readonly Rule[] | undefined

  constructor(name: string, policy: Chain['policy'], lists: Composed['lists']) {
    this.name = name
    this.policy = policy
    this.lists = lists
  }

  get index(): Composed {
    return (this.#index ??= compose(this.lists))
  }

  get rules(): readonly Rule[] {
    return (this.#rules ??= arranged(
      this.lists.flatMap((list, i) => list.map((each, place) => ({ ...each, list: i, place }))),
    ).rules)
  }
}

/** A chain of such lists. Costs nothing until it is asked. */
export const composeChain = (name: string, policy: Chain['policy'], lists: Composed['lists']): Chain =>
  new ComposedChain(name, policy, lists)

function compose(lists: Composed['lists']): Composed {
  const files = lists.map((list) => filed(list))
  return {
    lists,
    byDst: new Map(),
    byIn: new Map(),
    byOut: new Map(),
    byPort: new Map(),
    bySrc: new Map(),
    masks: [...new Set(files.flatMap(({ bySrc }) => [...bySrc.keys()]))],
    rest: arranged(files.flatMap(({ rest }, list) => rest.map((each) => ({ ...each, list })))),
  }
}

const NONE: readonly Rule[] = []

/** Of other chains: below this many rules looking at each of them is faster. */
const FEW = 8

/** Chains that nobody composed: their rules were appended in their order. */
const plain = remembered(({ rules }: Chain): Composed =>
  compose([rules.map((rule, at) => ({ rule, at, insert: false }))]),
)

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
const listsIn = (chain: Chain): Composed['lists'] =>
  chain instanceof ComposedChain ? chain.lists : plain(chain).lists

/**
 * The rules that may match such a packet, in the order of the chain; none that matches is missing. O(what it returns), and
 * O(lists) the first time that a chain is asked for an address, a device or a port.
 */
export function candidates(chain: Chain, asked: Asked): readonly Rule[] {
  const composed = chain instanceof ComposedChain
  if (composed ? chain.lists.length === 0 : chain.rules.length <= FEW) return composed ? NONE : chain.rules
  const index = composed ? chain.index : plain(chain)
  const { lists, masks, rest } = index
  const { src, dst, dstPort } = asked.packet
  const found: File[] = []
  add(found, rest)
  add(found, fileOf(index.byDst, lists, dst, ofDst))
  add(found, fileOf(index.byIn, lists, asked.in, ofIn))
  add(found, fileOf(index.byOut, lists, asked.out, ofOut))
  add(found, fileOf(index.byPort, lists, dstPort, ofPort))
  if (masks.length > 0 && familyOf(src) === 4) {
    const source = readV4(src)
    for (const mask of masks) {
      const known = index.bySrc.get(mask) ?? new Map<number, File>()
      index.bySrc.set(mask, known)
      add(
        found,
        fileOf(known, lists, (source & mask) >>> 0, ({ bySrc }) => bySrc.get(mask)),
      )
    }
  }
  const [only] = found
  if (only === undefined) return NONE
  return found.length === 1 ? only.rules : merged(found)
}

const ofDst = ({ byDst }: Files) => byDst
const ofIn = ({ byIn }: Files) => byIn
const ofOut = ({ byOut }: Files) => byOut
const ofPort = ({ byPort }: Files) => byPort

function add(found: File[], file: File): void {
  if (file.rules.length > 0) found.push(file)
}

const merged = (files: readonly File[]): readonly Rule[] =>
  files
    .flatMap(({ places }) => places)
    .sort(byOrder)
    .map(ruleOf)

const ruleOf = ({ rule }: Addition): Rule => rule

/** Addresses, devices or ports that a chain remembers its answers for. */
const MOST = 10_000

function fileOf<K>(
  known: Map<K, File>,
  lists: Composed['lists'],
  key: K,
  of: (files: Files) => ReadonlyMap<K, readonly Filed[]> | undefined,
): File {
  const before = known.get(key)
  if (before) return before
  const found: Filed[] = []
  for (const [i, list] of lists.entries())
    for (const each of of(filed(list))?.get(key) ?? []) found.push({ ...each, list: i })
  const file = arranged(found)
  // a chain may outlive many worlds, and be asked for any address there is
  if (known.size >= MOST) known.clear()
  known.set(key, file)
  return file
}

/** A list in files, once. O(its rules). */
const filed = remembered((additions: readonly Addition[]): Files => {
  const files: Files = {
    byDst: new Map(),
    byIn: new Map(),
    byOut: new Map(),
    byPort: new Map(),
    bySrc: new Map(),
    rest: [],
  }
  for (const [place, { rule, at, insert }] of additions.entries())
    put(files, rule.match, { rule, at, insert, list: 0, place })
  return files
})

function put(files: Files, match: Match, filed: Filed): void {
  const dst = oneAddress(match)
  if (dst !== undefined) file(files.byDst, dst, filed)
  else if (match.in?.not === false) file(files.byIn, match.in.value, filed)
  else if (match.out?.not === false) file(files.byOut, match.out.value, filed)
  else if (match.dstPort !== undefined) file(files.byPort, match.dstPort, filed)
  else if (match.src?.not === false && familyOf(match.src.value) === 4) {
    const mask = maskV4(lengthOf(match.src.value))
    const networks = files.bySrc.get(mask) ?? new Map<number, Filed[]>()
    files.bySrc.set(mask, networks)
    file(networks, readV4(match.src.value), filed)
  } else files.rest.push(filed)
}

/** The one address that packets have to be for. */
const oneAddress = ({ dst }: Match): string | undefined =>
  dst?.not === false && isWhole(dst.value) ? dst.value.slice(0, dst.value.indexOf('/')) : undefined

const isWhole = (range: Cidr): boolean => lengthOf(range) === (familyOf(range) === 4 ? 32 : 128)

function file<K>(files: Map<K, Filed[]>, key: K, filed: Filed): void {
  const known = files.get(key)
  if (known) known.push(filed)
  else files.set(key, [filed])
}
