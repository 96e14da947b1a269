/** Who reaches whom: every pair of places by every address, kept as one letter a question, and told as rows. */
import type { Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { findSandbox } from '../cnm/lookup.js'
import type { HostId, World } from '../cnm/world.js'
import { converse } from '../dataplane/conversation.js'
import type { Outcome } from '../dataplane/conversation.js'
import type { NamespaceId } from '../dataplane/namespace.js'
import type { DataPlane } from '../dataplane/plane.js'
import { askerOf } from './asker.js'
import { classes } from './classes.js'
import { sandboxPlace, sandboxPlaces, type Place } from './place.js'
import type { PortAsked } from './reaches.js'

/** `ok`, or what the asker is told. */
export type MatrixVerdict = 'ok' | Exclude<Outcome['kind'], 'answered'>

export interface MatrixAsked {
  /** Default: all sandboxes. */
  readonly from?: readonly Place[]
  /** Default: those who ask. */
  readonly to?: readonly Place[]
  /** Asked of each address beside the ping; a number is a TCP port. Default: none. */
  readonly ports?: readonly (number | PortAsked)[]
}

/** The answers to all pairs as a plain value: as many letters as questions, and the labels once. */
export interface Matrix {
  readonly from: readonly string[]
  /** One column an address; the same label several times for a place with several. */
  readonly to: readonly { readonly label: string; readonly address: Ip }[]
  readonly ports: readonly PortAsked[]
  /**
   * A line for each who asks. In it, column by column, a letter for the ping and one for each port: see LETTERS; `-` where a
   * place would ask itself.
   */
  readonly cells: readonly string[]
}

/** The letters of `cells`. */
export const LETTERS: Readonly<Record<MatrixVerdict, string>> = {
  ok: 'o',
  refused: 'r',
  reset: 'x',
  timeout: 't',
  'network-unreachable': 'n',
  'host-unreachable': 'h',
}
const VERDICTS: ReadonlyMap<string, MatrixVerdict> = new Map([
  ['o', 'ok'],
  ['r', 'refused'],
  ['x', 'reset'],
  ['t', 'timeout'],
  ['n', 'network-unreachable'],
  ['h', 'host-unreachable'],
])

/** Told after each who asked: how many of them have. */
export type Progress = (done: number, all: number) => void

/**
 * Keeps no traces. Cost: (1 + ports) conversations for each pair of a place that asks and an address, but on one host, where a pair of
 * classes is asked once for all its members.
 */
export function matrix(
  env: Env,
  world: World,
  { from = sandboxPlaces(world), to = from, ports = [] }: MatrixAsked = {},
  progress: Progress = () => undefined,
): Matrix {
  const plane = dataPlane(env, world)
  const asked = ports.map((port) => (typeof port === 'number' ? { protocol: 'tcp' as const, port } : port))
  const alike = likenessOf(world)
  const columns = to.flatMap((place) =>
    place.addresses.map((address) => ({ place, address, like: alike(place, address) })),
  )
  const self = '-'.repeat(1 + asked.length)
  const known = new Map<string, string>()
  return {
    from: from.map(({ label }) => label),
    to: columns.map(({ place: { label }, address }) => ({ label, address })),
    ports: asked,
    cells: from.map((place, at) => {
      const { namespace } = askerOf(world, place.namespace)
      const asker = alike(place)
      const line = columns
        .map((column) => {
          if (isSame(column.place, place)) return self
          if (!asker || asker.host !== column.like?.host)
            return askPair(plane, namespace, column.address, asked)
          const key = `${asker.key} ${column.like.key}`
          const letters = known.get(key) ?? askPair(plane, namespace, column.address, asked)
          known.set(key, letters)
          return letters
        })
        .join('')
      progress(at + 1, from.length)
      return line
    }),
  }
}

/** What places of one host have in common with others; undefined: nothing, as with machines. */
interface Likeness {
  readonly host: HostId
  readonly key: string
}

/**
 * By class, and of an address by its place among those of its sandbox. On other hosts the same address may be another's, so
 * that members of a class are told different things there.
 */
function likenessOf(world: World): (place: Place, address?: Ip) => Likeness | undefined {
  const classOf = new Map(
    classes(world).flatMap(({ members }, number) => members.map((id) => [id, number] as const)),
  )
  return ({ namespace }, address) => {
    const sandbox = findSandbox(world, namespace)
    const number = classOf.get(namespace)
    if (!sandbox || number === undefined) return undefined
    if (address === undefined) return { host: sandbox.host, key: `${number}` }
    const at = sandboxPlace(world, sandbox).addresses.indexOf(address)
    return at === -1 ? undefined : { host: sandbox.host, key: `${number} ${at}` }
  }
}

const isSame = (a: Place, b: Place): boolean => a.label === b.label && a.namespace === b.namespace

/** One pair: the letters of the ping and of each port. */
const askPair = (plane: DataPlane, from: NamespaceId, to: Ip, ports: readonly PortAsked[]): string =>
  [{ protocol: 'icmp' as const, port: 0 }, ...ports]
    .map((what) => LETTERS[verdictOf(converse(plane, { from, to, ...what }, false).outcome)])
    .join('')

const verdictOf = ({ kind }: Outcome): MatrixVerdict => (kind === 'answered' ? 'ok' : kind)

/** One pair and one address. */
export interface MatrixRow {
  readonly from: string
  readonly to: string
  readonly address: Ip
  readonly ping: MatrixVerdict
  /** In the order of the ports asked for. */
  readonly ports: readonly (PortAsked & { readonly verdict: MatrixVerdict })[]
}

/** Rows ordered by who asks, then by who is asked; none for a place and itself. */
export function matrixRows({ from, to, ports, cells }: Matrix): readonly MatrixRow[] {
  const width = 1 + ports.length
  return from.flatMap((label, at) =>
    to.flatMap((column, i) => {
      const line = cells[at] ?? ''
      const [ping, ...others] = Array.from({ length: width }, (_, k) =>
        VERDICTS.get(line.charAt(i * width + k)),
      )
      if (ping === undefined) return []
      return [
        {
          from: label,
          to: column.label,
          address: column.address,
          ping,
          ports: ports.flatMap((port, p) => {
            const verdict = others[p]
            return verdict === undefined ? [] : [{ ...port, verdict }]
          }),
        },
      ]
    }),
  )
}
