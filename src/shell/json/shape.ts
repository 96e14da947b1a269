/** What JSON from outside must look like: a check that says where it is wrong, and a type guard. No coercion, no defaults. */

/** Expectations of one JSON value. */
export interface Shape<T> {
  /** The first thing that is wrong, or undefined. `path` is where the value stands: `['steps', 3, 'host']`. */
  readonly problem: (value: unknown, path: JsonPath) => ShapeProblem | undefined
  readonly is: (value: unknown) => value is T
}

/** From the whole value inwards; numbers are places in lists. */
export type JsonPath = readonly (string | number)[]

/** Of the first thing that is wrong, in the order of the shape's members. */
export interface ShapeProblem {
  readonly path: JsonPath
  /** What is wrong and what would be right: `should be a number, but is "two"`. */
  readonly message: string
}

/** A shape of its own, from a check that says which problem there is. */
export const shape = <T>(problem: Shape<T>['problem']): Shape<T> => ({
  problem,
  is: (value): value is T => problem(value, []) === undefined,
})

/** A value in a message, cut short. */
const shown = (value: unknown): string => {
  if (value === undefined) return 'missing'
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}...` : text
}

const expect = <T>(what: string, test: (value: unknown) => boolean): Shape<T> =>
  shape((value, path) =>
    test(value) ? undefined : { path, message: `should be ${what}, but is ${shown(value)}` },
  )

// the shapes that others are made of
export const text: Shape<string> = expect('text', (value) => typeof value === 'string')
export const wholeNumber: Shape<number> = expect('a whole number', (value) => Number.isSafeInteger(value))
export const nothing: Shape<null> = expect('null', (value) => value === null)

/** One of a few constants. */
export const oneOf = <const T extends string | number | boolean>(...allowed: readonly T[]): Shape<T> =>
  expect(allowed.map((value) => JSON.stringify(value)).join(' or '), (value) =>
    allowed.some((known) => known === value),
  )

/** Either shape; the message is the second's when the value is neither. */
export const either = <A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> =>
  shape((value, path) => (first.is(value) ? undefined : second.problem(value, path)))

/** The problem of the first item that has one. */
export const listOf = <T>(item: Shape<T>): Shape<readonly T[]> =>
  shape((value, path) => {
    if (!Array.isArray(value)) return { path, message: `should be a list, but is ${shown(value)}` }
    const items: readonly unknown[] = value
    for (const [index, each] of items.entries()) {
      const problem = item.problem(each, [...path, index])
      if (problem !== undefined) return problem
    }
    return undefined
  })

/** A JSON object: no list, no null. Its members are unknown; look them up with Object.hasOwn. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object with these members; more are allowed and ignored. A shape that takes undefined makes a member optional. */
export const objectOf = <T extends object>(members: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> =>
  shape((value, path) => {
    if (!isRecord(value)) return { path, message: `should be an object, but is ${shown(value)}` }
    for (const [key, member] of Object.entries<Shape<unknown>>(members)) {
      const problem = member.problem(Object.hasOwn(value, key) ? value[key] : undefined, [...path, key])
      if (problem !== undefined) return problem
    }
    return undefined
  })

/** A member that may be missing. */
export const optional = <T>(inner: Shape<T>): Shape<T | undefined> =>
  shape((value, path) => (value === undefined ? undefined : inner.problem(value, path)))

/** An object with any members of one shape. */
export const recordOf = <T>(member: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  shape((value, path) => {
    if (!isRecord(value)) return { path, message: `should be an object, but is ${shown(value)}` }
    for (const [key, each] of Object.entries(value)) {
      const problem = member.problem(each, [...path, key])
      if (problem !== undefined) return problem
    }
    return undefined
  })
