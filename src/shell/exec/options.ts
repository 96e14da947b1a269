/** Short options as getopt reads them: together or apart, values behind the letter or in the next word. */

/** What getopt has made of the words. */
export interface Options {
  /** Letters that were given; with a value, the last one counts. */
  readonly given: ReadonlyMap<string, string>
  readonly operands: readonly string[]
  /** The message of the first mistake, as busybox prints it behind the program's name. */
  readonly problem: string | undefined
}

/** `withValue`: the letters that take a value; `alone`: those that do not. `--` ends the options. */
export function getopt(args: readonly string[], alone: string, withValue: string): Options {
  const given = new Map<string, string>()
  const operands: string[] = []
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? ''
    if (word === '--') return { given, operands: [...operands, ...args.slice(at + 1)], problem: undefined }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word)
      continue
    }
    // busybox reads long options too, and has none here
    if (word.startsWith('--')) return { given, operands, problem: `unrecognized option '${word}'` }
    for (let i = 1; i < word.length; i++) {
      const letter = word.charAt(i)
      if (alone.includes(letter)) {
        given.set(letter, '')
        continue
      }
      if (!withValue.includes(letter)) return { given, operands, problem: `invalid option -- '${letter}'` }
      const value = i + 1 < word.length ? word.slice(i + 1) : args[++at]
      if (value === undefined)
        return { given, operands, problem: `option requires an argument -- '${letter}'` }
      given.set(letter, value)
      break
    }
  }
  return { given, operands, problem: undefined }
}
