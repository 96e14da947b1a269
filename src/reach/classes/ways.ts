/**
 * Who reaches whom by an ordinary way, walked once for all that are alike: over a network that both are on, or from the asker's way
 * out through the host to another network. What a walk over such a way looks at is in its key; a law compares all of it with
 * asking every pair.
 */
import type { Family } from '../../addr/ip.js'
import type { Network } from '../../cnm/world.js'
import type { Facts, Way, WayOut } from './facts.js'
import { Numbers } from './numbers.js'

/** Answers by key. They hold in every world of one env, since what they depend on is in the key. */
export class Ways {
  readonly numbers = new Numbers()
  readonly #answers = new Map<number, boolean>()

  /** Key of an answer over a network that both are on: no other network of theirs has a say. */
  neighbours({ family, shape }: Way, { sockets }: Facts): number {
    return this.numbers.ofPair(this.numbers.ofPair(shape, sockets), family)
  }

  /** Key of an answer from a way out, through the host, by a way to `to`: the answer may take another one back. */
  across(from: NonNullable<WayOut>, way: Way, to: Facts): number {
    const { numbers } = this
    // the answer goes by the default route of who is asked, unless it is a neighbour of who asks
    const back = to.out[way.family]
    const kind = back === null ? 0 : back.network === way.network ? 1 : back.network === from.network ? 2 : 3
    const near = to.ways.some(({ network, family }) => network === from.network && family === way.family)
    // order matters where one rule accepts what another one drops: a routed network's stands above those of older ones
    const third = kind === 3 ? back : null
    const relation =
      kind +
      4 * Number(way.family === 6) +
      8 * Number(near) +
      16 * Number(isOlder(from.network, way.network)) +
      32 * Number(third !== null && isOlder(third.network, from.network)) +
      64 * Number(third !== null && isOlder(third.network, way.network))
    const networks = numbers.ofPair(numbers.ofPair(from.shape, way.shape), relation)
    const key = numbers.ofPair(numbers.ofPair(networks, to.sockets), way.ports)
    return third === null ? key : numbers.ofPair(key, third.shape)
  }

  /** undefined: nobody has walked it yet. */
  answer(key: number): boolean | undefined {
    return this.#answers.get(key)
  }

  note(key: number, answer: boolean): boolean {
    this.#answers.set(key, answer)
    return answer
  }
}

/** Rules stand in the order in which networks came. */
const isOlder = (a: Network, b: Network): boolean => a.createdAt < b.createdAt

export const FAMILIES: readonly Family[] = [4, 6]
