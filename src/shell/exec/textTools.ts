/** busybox's grep, head, tail and wc on the files that networking makes. Regular expressions are read as JavaScript's. */
import { fileText } from './cat.js'
import { getopt } from './options.js'
import { failure, success, type Inside, type Program, type ProgramOutput } from './program.js'

/** What is done with the lines of one file; a text with a problem's words, or the output. */
type Tool = (lines: readonly string[], path: string) => ProgramOutput

const onFile = (inside: Inside, name: string, path: string | undefined, tool: Tool): ProgramOutput => {
  if (path === undefined) return failure(`${name}: which file? There is no input here`)
  const text = fileText(inside, path)
  if (text === undefined) return failure(`${name}: ${path}: No such file or directory`)
  return tool(text.split(/(?<=\n)/).filter(Boolean), path)
}

/** Exit 0 when a line matched, 1 when none did, 2 for a bad expression. -E, -n and -o change nothing. */
export const grepProgram: Program = (inside, args) => {
  const { given, operands, problem } = getopt(args, 'iEFqvnwco', 'e')
  if (problem !== undefined) return failure(`grep: ${problem}`)
  const [pattern = '', path] = given.has('e') ? [given.get('e'), operands[0]] : operands
  const matches = matcher(pattern, given.has('i'), given.has('F'), given.has('w'))
  if (matches === undefined) return failure(`grep: bad regex '${pattern}'`, 2)
  return onFile(inside, 'grep', path, (lines) => {
    const hits = lines.filter((line) => matches(line.replace(/\n$/, '')) !== given.has('v'))
    const stdout = given.has('q') ? '' : given.has('c') ? `${hits.length}\n` : hits.join('')
    return { exit: hits.length > 0 ? 0 : 1, stdout, stderr: '' }
  })
}

/** undefined: JavaScript cannot read the expression. */
function matcher(pattern: string, folded: boolean, fixed: boolean, word: boolean) {
  const source = fixed ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : pattern
  try {
    const expression = new RegExp(word ? `\\b(?:${source})\\b` : source, folded ? 'i' : '')
    return (line: string): boolean => expression.test(line)
  } catch {
    return undefined
  }
}

/** Lines from the beginning, or from the end. */
const part =
  (name: 'head' | 'tail'): Program =>
  (inside, args) => {
    // `head -3` is the old way of `head -n 3`
    const short = args.map((arg) => arg.replace(/^-(\d+)$/, '-n$1'))
    const { given, operands, problem } = getopt(short, 'qv', 'nc')
    if (problem !== undefined) return failure(`${name}: ${problem}`)
    const asked = given.get('n') ?? '10'
    const count = Number(asked)
    if (!Number.isInteger(count) || count < 0) return failure(`${name}: invalid number '${asked}'`)
    return onFile(inside, name, operands[0], (lines) =>
      success(
        (name === 'head' ? lines.slice(0, count) : lines.slice(Math.max(0, lines.length - count))).join(''),
      ),
    )
  }

/** The first 10 lines, or as many as -n says. */
export const headProgram = part('head')
/** The last 10 lines, or as many as -n says; -f has nothing to wait for. */
export const tailProgram = part('tail')

/** `wc -l` only: words and bytes are not counted. */
export const wcProgram: Program = (inside, args) => {
  const { given, operands, problem } = getopt(args, 'lwcmL', '')
  if (problem !== undefined) return failure(`wc: ${problem}`)
  if (!given.has('l')) return failure('wc: only -l is modelled')
  return onFile(inside, 'wc', operands[0], (lines, path) => success(`${lines.length} ${path}\n`))
}
