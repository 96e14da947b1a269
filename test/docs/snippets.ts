/** Code blocks of a Markdown file, and how to run them: `ts` blocks as modules, `console` blocks on the laboratory. */
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import ts from 'typescript'
import { expect } from 'vitest'
import * as cnm from '../../src/index.js'
import * as draw from '../../src/draw/draw.js'
import * as properties from '../../src/testing/fastCheck.js'
import * as testing from '../../src/testing/testing.js'
import '../../src/testing/vitest.js'

export interface Block {
  readonly language: string
  readonly text: string
  /** Number of the line with the opening fence, from 1. */
  readonly line: number
}

/** The fenced blocks, in order. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  let open: { language: string; line: number; lines: string[] } | undefined
  for (const [i, line] of markdown.split('\n').entries()) {
    const fence = /^```(\w*)/.exec(line)
    if (open && line === '```') {
      blocks.push({ language: open.language, text: open.lines.join('\n'), line: open.line })
      open = undefined
    } else if (open) open.lines.push(line)
    else if (fence) open = { language: fence[1] ?? '', line: i + 1, lines: [] }
  }
  return blocks
}

/** What a snippet may import, by the names that users know. A `test` runs where it stands, so it can be seen to pass. */
const modules: Readonly<Record<string, unknown>> = {
  'cnm-sim': cnm,
  'cnm-sim/draw': draw,
  'cnm-sim/testing': testing,
  'cnm-sim/testing/fast-check': properties,
  'cnm-sim/testing/vitest': {},
  'fast-check': fc,
  vitest: { expect, test: (_name: string, run: () => unknown) => run() },
}

/** What a `ts` block prints with console.log. What it imports are the sources. */
export async function runModule(text: string): Promise<string> {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  })
  const printed: string[] = []
  const log = (...values: unknown[]): void => void printed.push(values.map(show).join(' '))
  const require = (name: string): unknown => {
    if (!Object.hasOwn(modules, name)) throw new Error(`a snippet imports ${name}, which no page may`)
    return modules[name]
  }
  const scope = { require, exports: {}, console: { log } }
  const done: unknown = runInNewContext(`(async () => {${outputText}})()`, scope)
  await done
  return printed.join('\n')
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A transcript typed again: every `h1$ docker ...` line, and every probe, with what it prints below. */
export function runTranscript(lab: cnm.Lab, text: string): string {
  const commands = text.split('\n').filter((line) => /^(h\d+\$ |> )/.test(line))
  // busybox leaves blanks at the ends of lines, which pages do not show
  return commands.flatMap((line) => [line, ...answer(lab, line)].map((l) => l.trimEnd())).join('\n')
}

function answer(lab: cnm.Lab, line: string): readonly string[] {
  const docker = /^(h\d+)\$ docker (.*)$/.exec(line)
  if (docker) {
    const { stdout, stderr } = lab.docker(docker[1] ?? '', docker[2] ?? '')
    return `${stdout}${stderr}`.split('\n').filter((l, i, all) => l !== '' || i < all.length - 1)
  }
  const [, probe = '', from = '', target = '', port = ''] =
    /^> (\w+) (\S+) (\S+)(?: (\d+))?$/.exec(line) ?? []
  if (probe === 'ping') return [lab.explain(lab.ping(from, target))]
  if (probe === 'http') return [lab.explain(lab.http(from, target, Number(port)))]
  throw new Error(
    `cannot read '${line}': h1$ docker ..., > ping FROM TARGET, or > http FROM TARGET PORT was expected`,
  )
}
