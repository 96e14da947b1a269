/** Reads the values of parsed flags as the types that requests hold. */
import type { FlagValues } from './flags.js'

/** The last value given, as pflag's scalars keep it. */
export const textOf = (values: FlagValues, name: string, fallback = ''): string =>
  values.get(name)?.at(-1) ?? fallback

/** Every value, in the order given. */
export const listOf = (values: FlagValues, name: string): readonly string[] => values.get(name) ?? []

/** The last one given; `--rm=false` is false, whatever stood before it. */
export const boolOf = (values: FlagValues, name: string, fallback = false): boolean =>
  textOf(values, name, String(fallback)) === 'true'

/** A number that was checked when it was parsed; exact up to 2^53. */
export const numberOf = (values: FlagValues, name: string, fallback: number): number =>
  values.has(name) ? Number(textOf(values, name)) : fallback

/** The value where the flag was given: `optional('timeout', …)` is `{timeout: 3}` or `{}`. */
export const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  value === undefined ? {} : pair(key, value)

const pair = <Key extends string, Value>(key: Key, value: Value): { readonly [K in Key]?: Value } => {
  const made: { [K in Key]?: Value } = {}
  made[key] = value
  return made
}
