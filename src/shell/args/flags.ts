/** Parses flags as spf13/pflag v1.0.6 does, with its error texts. Does not model `-test.` flags and pflag's counters. */
import { err, ok, type Result } from '../../addr/result.js'
import { goQuote, goQuoteRune } from '../template/quote.js'
import { utf8Encode } from '../template/utf8.js'
import type { FlagSpec } from './flagSpec.js'
import { checkOfType } from './flagTypes.js'

/** What was given, by the name under which a flag is kept, in the order of the words. */
export type FlagValues = ReadonlyMap<string, readonly string[]>

/** What the words come to, before a command has looked at them. */
export interface ParsedFlags {
  readonly values: FlagValues
  /** The words that are no flags. */
  readonly args: readonly string[]
  /** Lines about deprecated flags, which cobra prints only when all flags are right. */
  readonly notices: readonly string[]
  /** The flags that were given, sorted by name. */
  readonly given: readonly FlagSpec[]
}

/**
 * `interspersed` false stops at the first word that is no flag (`docker run IMAGE -p` is an argument of IMAGE's
 * command). The error is the text that precedes the usage line.
 */
export function parseFlags(
  specs: readonly FlagSpec[],
  words: readonly string[],
  interspersed: boolean,
): Result<ParsedFlags, string> {
  const values = new Map<string, readonly string[]>()
  const given = new Set<FlagSpec>()
  const notices: string[] = []
  const args: string[] = []

  // check, then keep: a wrong value ends the parse, so flags behind it are not looked at
  const set = (spec: FlagSpec, value: string): string | undefined => {
    const checked = (spec.check ?? checkOfType(spec.type))(value)
    if (!checked.ok) {
      const dashed = `${spec.short === '' || spec.shortDeprecated !== undefined ? '' : `-${spec.short}, `}--${spec.name}`
      return `invalid argument ${goQuote(value)} for ${goQuote(dashed)} flag: ${checked.error}`
    }
    values.set(spec.keptAs, [...(values.get(spec.keptAs) ?? []), ...checked.value])
    given.add(spec)
    if (spec.deprecated !== undefined) {
      notices.push(`Flag --${spec.name} has been deprecated, ${spec.deprecated}`)
    }
    return undefined
  }

  let at = 0
  // the word behind a flag is its value, whatever it looks like: `--name -p` is the name -p
  const next = (): string | undefined => (at < words.length ? words[at++] : undefined)

  const long = (word: string): string | undefined => {
    const body = word.slice(2)
    // `---x` and `--=x`
    if (/^[-=]/.test(body)) return `bad flag syntax: ${word}`
    const equals = body.indexOf('=')
    const name = equals < 0 ? body : body.slice(0, equals)
    const spec = specs.find((one) => one.name === name)
    if (spec === undefined) return `unknown flag: --${name}`
    if (equals >= 0) return set(spec, body.slice(equals + 1))
    if (spec.type === '') return set(spec, 'true')
    const value = next()
    return value === undefined ? `flag needs an argument: ${word}` : set(spec, value)
  }

  // A cluster: -dit, -dp80:80, -p=80:80. A boolean takes its value only from `=`, and needs a character behind it.
  const short = (word: string): string | undefined => {
    let letters = word.slice(1)
    while (letters !== '') {
      const letter = letters.charAt(0)
      const spec = specs.find((one) => one.short === letter)
      if (spec === undefined) return `unknown shorthand flag: ${quoteByte(letters)} in -${letters}`
      const rest = letters.slice(1)
      const equals = rest.length > 1 && rest.startsWith('=')
      const isolated = spec.type !== '' && rest === ''
      const value = equals ? rest.slice(1) : spec.type === '' ? 'true' : isolated ? next() : rest
      if (value === undefined) return `flag needs an argument: ${goQuoteRune(letter)} in -${letters}`
      if (spec.shortDeprecated !== undefined) {
        notices.push(`Flag shorthand -${spec.short} has been deprecated, ${spec.shortDeprecated}`)
      }
      const wrong = set(spec, value)
      if (wrong !== undefined) return wrong
      letters = equals || spec.type !== '' ? '' : rest
    }
    return undefined
  }

  for (let word = next(); word !== undefined; word = next()) {
    // all that follows are arguments
    if (word === '--') break
    if (word.startsWith('-') && word !== '-') {
      const wrong = word.startsWith('--') ? long(word) : short(word)
      if (wrong !== undefined) return err(wrong)
      continue
    }
    args.push(word)
    if (!interspersed) break
  }
  args.push(...words.slice(at))
  return ok({ values, args, notices, given: sortByName([...given]) })
}

/** pflag looks at bytes: it names the first byte of a letter that is not ASCII. */
const quoteByte = (letters: string) => goQuoteRune(String.fromCharCode(utf8Encode(letters)[0] ?? 0))

const sortByName = (specs: FlagSpec[]) =>
  specs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
