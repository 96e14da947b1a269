/** The list of flags in a help text (spf13/pflag v1.0.6 FlagUsagesWrapped). Assumes ASCII help, as docker's is. */
import type { FlagSpec } from './flagSpec.js'

// docker/cli takes 80 columns where it has no terminal, and leaves the last one free.
const COLUMNS = 79
// A last line may be this much too long rather than leave a short word alone.
const SLOP = 5

/** One line or more a flag, aligned, without hidden ones, sorted by name; no newline at the end. */
export function flagUsages(specs: readonly FlagSpec[]): string {
  const shown = specs.filter(({ hidden }) => !hidden).sort((a, b) => (a.name < b.name ? -1 : 1))
  const heads = shown.map(
    ({ short, name, type }) =>
      `${short === '' ? '      ' : `  -${short}, `}--${name}${type === '' ? '' : ` ${type}`}`,
  )
  const width = Math.max(...heads.map((head) => head.length))
  const lines = shown.map(
    ({ help }, index) => `${(heads[index] ?? '').padEnd(width)}   ${wrapped(width + 3, help)}`,
  )
  return lines.join('\n').trimEnd()
}

function wrapped(margin: number, help: string): string {
  let indent = margin
  let text = ''
  // hardly any room: the help goes on a line of its own
  if (COLUMNS - indent < 24) {
    indent = 16
    text = `\n${' '.repeat(indent)}`
  }
  const width = COLUMNS - indent - SLOP
  const lines: string[] = []
  for (let rest = help, first = true; first || rest !== ''; first = false) {
    const [line, more] = cutLine(width, rest)
    lines.push(line)
    rest = more
  }
  return text + lines.join('\n').replaceAll('\n', `\n${' '.repeat(indent)}`)
}

/** At most `width` characters of whole words, and the rest; a line break in the text counts as one. */
function cutLine(width: number, text: string): readonly [string, string] {
  if (width + SLOP > text.length) return [text, '']
  const head = text.slice(0, width)
  const blank = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'))
  if (blank <= 0) return [text, '']
  const newline = head.lastIndexOf('\n')
  const at = newline > 0 && newline < blank ? newline : blank
  return [text.slice(0, at), text.slice(at + 1)]
}
