/** Numbers for things that are called differently in every run: `<id 3>` has to be the same thing wherever it comes back. */

/** By kind, since an id and a MAC address that look alike are not the same thing. */
export class Identities {
  readonly #kinds = new Map<string, Map<string, number>>()

  /** The number of a value among those of its kind: 1 for the first that appears. */
  number(kind: string, value: string): number {
    const known = this.#kinds.get(kind) ?? new Map<string, number>()
    this.#kinds.set(kind, known)
    const number = known.get(value) ?? known.size + 1
    known.set(value, number)
    return number
  }

  /** The number that a value has already. */
  known(kind: string, value: string): number | undefined {
    return this.#kinds.get(kind)?.get(value)
  }

  /** The number of the first value of the kind that begins so. */
  startingWith(kind: string, prefix: string): number | undefined {
    for (const [value, number] of this.#kinds.get(kind) ?? []) if (value.startsWith(prefix)) return number
    return undefined
  }
}
