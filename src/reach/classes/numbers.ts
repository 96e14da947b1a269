/**
 * Numbers that stand for things, the same number for what is equal: for a text, and for a pair of numbers, so that a list of
 * any length folds into one number. Comparing two lists is then comparing two numbers.
 */

/** Below this a number means itself (a port, a flag), so that it is taken for nothing that was numbered here. */
const SMALL = 2 ** 17
/** The second of a pair is below this, and the first below 2^27, so that their key is exact. */
const SECOND = 2 ** 26

export class Numbers {
  readonly #texts = new Map<string, number>()
  readonly #pairs = new Map<number, number>()
  #next = SMALL

  /** O(length), hashed once for each text. */
  ofText(text: string): number {
    let number = this.#texts.get(text)
    if (number === undefined) this.#texts.set(text, (number = this.#next++))
    return number
  }

  /** The first was given here; the second too, or it is small. O(1). */
  ofPair(first: number, second: number): number {
    const key = first * SECOND + second
    let number = this.#pairs.get(key)
    if (number === undefined) this.#pairs.set(key, (number = this.#next++))
    return number
  }
}
