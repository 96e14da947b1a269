/** Code blocks of a Markdown file, and how to run them: `ts` blocks as modules, `console` blocks on the laboratory. */
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import ts from 'typescript'
import { expect } from 'vitest'
import { runCli } from '../../src/cli/cli.js'
import * as compose from '../../src/compose/compose.js'
import * as cnm from '../../src/index.js'
import { words } from '../../src/shell/words.js'
import * as draw from '../../src/draw/draw.js'
import * as properties from '../../src/testing/fastCheck.js'
import * as testing from '../../src/testing/testing.js'
import '../../src/testing/vitest.js'
import { memoryIo } from '../cli/memoryIo.js'

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
  'cnm-sim/compose': compose,
  'cnm-sim/draw': draw,
  'cnm-sim/testing': testing,
  'cnm-sim/testing/fast-check': properties,
  'cnm-sim/testing/vitest': {},
  'fast-check': fc,
  'node:fs': { readFileSync },
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

/**
 * A transcript typed again: every `h1$ docker ...` line, every probe, and every `$ cnm ...` on the page's files, with what it
 * prints below.
 */
export async function runTranscript(
  lab: cnm.Lab,
  text: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    if (line.startsWith('$ cnm ')) lines.push(line, ...(await cnmAnswer(line.slice('$ cnm '.length), files)))
    else if (/^(h\d+\$ |> )/.test(line)) lines.push(line, ...answer(lab, line))
  }
  // busybox leaves blanks at the ends of lines, which pages do not show
  return lines.map((line) => line.trimEnd()).join('\n')
}

async function cnmAnswer(
  command: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const io = memoryIo(files)
  const split = words(command)
  await runCli(split.ok ? split.value : [], io)
  return `${io.said.out}${io.said.error}`.split('\n').slice(0, -1)
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
