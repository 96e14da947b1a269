/**
 * The rules of a chain, filed by what they ask for, so that a packet meets those alone that could match. Each rule stands in
 * one file: by its destination address, device, port or source network, or among the rest. The order stays the chain's.
 */
import { lengthOf } from '../addr/cidr.js'
import type { Cidr } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { maskV4, readV4 } from '../addr/v4.js'
import { remembered } from './remember.js'
import type { Chain, Match, Rule } from './rule.js'

/** A rule with its place in the chain. */
interface Filed {
  readonly rule: Rule
  readonly at: number
}
type File = readonly Filed[]
const EMPTY: File = []

/** What rules are filed by. Interface names are '' where there is none. */
export interface Asked {
  readonly src: Ip
  readonly dst: Ip
  readonly in: string
  readonly out: string
  readonly dstPort: number
}

interface ChainIndex {
  readonly byDst: ReadonlyMap<string, File>
  readonly byIn: ReadonlyMap<string, File>
  readonly byOut: ReadonlyMap<string, File>
  readonly byPort: ReadonlyMap<number, File>
  /** IPv4 networks: those of one prefix length together, by their first address. */
  readonly bySrc: readonly { readonly mask: number; readonly files: ReadonlyMap<number, File> }[]
  readonly rest: File
}

/** Below this many rules looking at each of them is faster. */
const FEW = 8

/**
 * The rules that may match such a packet, in the order of the chain; none that matches is missing. Costs what it returns,
 * and O(rules) once a chain.
 */
export function candidates(chain: Chain, asked: Asked): readonly Rule[] {
  if (chain.rules.length <= FEW) return chain.rules
  const { byDst, byIn, byOut, byPort, bySrc, rest } = index(chain)
  const files = [
    byDst.get(asked.dst) ?? EMPTY,
    byIn.get(asked.in) ?? EMPTY,
    byOut.get(asked.out) ?? EMPTY,
    byPort.get(asked.dstPort) ?? EMPTY,
    rest,
  ]
  if (bySrc.length > 0 && familyOf(asked.src) === 4) {
    const source = readV4(asked.src)
    for (const { mask, files: known } of bySrc) files.push(known.get((source & mask) >>> 0) ?? EMPTY)
  }
  const found = files.filter((file) => file.length > 0)
  const [only] = found
  if (only === undefined) return []
  return (found.length === 1 ? only : found.flat().sort(byPlace)).map(ruleOf)
}

const byPlace = (a: Filed, b: Filed): number => a.at - b.at
const ruleOf = ({ rule }: Filed): Rule => rule

const index = remembered((chain: Chain): ChainIndex => {
  const byDst = new Map<string, Filed[]>()
  const byIn = new Map<string, Filed[]>()
  const byOut = new Map<string, Filed[]>()
  const byPort = new Map<number, Filed[]>()
  const byMask = new Map<number, Map<number, Filed[]>>()
  const rest: Filed[] = []
  for (const [at, rule] of chain.rules.entries()) {
    const { match } = rule
    const filed = { rule, at }
    const dst = oneAddress(match)
    if (dst !== undefined) file(byDst, dst, filed)
    else if (match.in?.not === false) file(byIn, match.in.value, filed)
    else if (match.out?.not === false) file(byOut, match.out.value, filed)
    else if (match.dstPort !== undefined) file(byPort, match.dstPort, filed)
    else if (match.src?.not === false && familyOf(match.src.value) === 4) {
      const mask = maskV4(lengthOf(match.src.value))
      const networks = byMask.get(mask) ?? new Map<number, Filed[]>()
      byMask.set(mask, networks)
      file(networks, readV4(match.src.value), filed)
    } else rest.push(filed)
  }
  const bySrc = [...byMask].map(([mask, files]) => ({ mask, files }))
  return { byDst, byIn, byOut, byPort, bySrc, rest }
})

/** The one address that packets have to be for. */
const oneAddress = ({ dst }: Match): string | undefined =>
  dst?.not === false && isWhole(dst.value) ? dst.value.slice(0, dst.value.indexOf('/')) : undefined

const isWhole = (range: Cidr): boolean => lengthOf(range) === (familyOf(range) === 4 ? 32 : 128)

function file<K>(files: Map<K, Filed[]>, key: K, filed: Filed): void {
  const known = files.get(key)
  if (known) known.push(filed)
  else files.set(key, [filed])
}
