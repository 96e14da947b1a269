/** Outcome of an operation a user can get wrong: errors are values, thrown exceptions mean a broken invariant. */

/** Either a value or an error; both sides are plain data. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** A success. The narrow return type fits any error union the caller declares. */
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })

/** A failure. */
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error })

/** The same result with its error translated, for example from an IPAM error to a network error. */
export const mapError = <T, E, F>(result: Result<T, E>, translate: (error: E) => F): Result<T, F> =>
  result.ok ? result : err(translate(result.error))
