/** A command's words: flags, wherever they stand, and operands. */
import { err, ok, type Result } from '../addr/result.js'
import { nearest } from '../shell/scenario/nearest.js'
import type { Asked, Flag } from './io.js'

/**
 * `--out DIR`, `--out=DIR`, `--diff`, one dash or two; `--` ends the flags, and a lone `-` is an operand. A value
 * may begin with a dash, since what follows a flag is always its value. Short flags are not joined (`-ab`). Error:
 * one sentence about the first thing that is wrong and what would be right.
 */
export function parseAsked(words: readonly string[], known: readonly Flag[]): Result<Asked, string> {
  const flags = new Map<string, string>()
  const lists = new Map<string, readonly string[]>()
  const operands: string[] = []
  const set = (name: string, value: string): void => {
    flags.set(name, value)
    lists.set(name, [...(lists.get(name) ?? []), value])
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '--') return ok({ flags, lists, operands: [...operands, ...words.slice(at + 1)] })
    if (!word.startsWith('-') || word === '-') {
      operands.push(word)
      continue
    }
    const [name, inline] = split(word)
    const flag = known.find((each) => each.name === name)
    if (!flag) return err(unknownFlag(word, name, known))
    if (flag.value === undefined) {
      if (inline !== undefined) return err(`${flagText(name)} takes no value, but was given '${inline}'`)
      set(name, '')
      continue
    }
    const value = inline ?? words[++at]
    if (value === undefined) return err(`${flagText(name)} needs a value: ${flagText(name)} ${flag.value}`)
    set(name, value)
  }
  return ok({ flags, lists, operands })
}

/** `-f`, `--rules`: one letter, one dash. Either is taken. */
export const flagText = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`)

function split(word: string): readonly [name: string, value: string | undefined] {
  const bare = word.replace(/^--?/, '')
  const at = bare.indexOf('=')
  return at < 0 ? [bare, undefined] : [bare.slice(0, at), bare.slice(at + 1)]
}

function unknownFlag(word: string, name: string, known: readonly Flag[]): string {
  const names = known.map((flag) => flag.name)
  const like = nearest(name, names)
  if (like !== undefined) return `there is no flag '${word}'; did you mean ${flagText(like)}?`
  return names.length === 0
    ? `there is no flag '${word}': this command has none`
    : `there is no flag '${word}': there are ${names.map(flagText).join(', ')}`
}
