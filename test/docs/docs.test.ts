/**
 * Every code block of README.md and docs/*.md runs, and prints what the page says. After a deliberate change, run it once
 * with UPDATE_DOCS=1 to write the new output into the pages, and read the difference.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createLab } from '../../src/index.js'
import { mustReadRules } from '../../src/testing/testing.js'
import { blocksOf, runModule, runTranscript, type Block } from './snippets.js'

const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((f) => f.endsWith('.md'))
    .map((f) => `docs/${f}`),
]
const updating = process.env['UPDATE_DOCS'] === '1'

/** The YAML blocks that begin with a comment with a file's name: `# compose.yaml`. */
const filesOf = (blocks: readonly Block[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    blocks.flatMap(({ language, text }) => {
      const name = language === 'yaml' ? /^# ([\w./-]+\.yaml)\n/.exec(text)?.[1] : undefined
      return name === undefined ? [] : [[name, `${text}\n`]]
    }),
  )

/** Put new text between the fences of a block. */
function rewrite(page: string, line: number, before: string, after: string): void {
  const lines = readFileSync(page, 'utf8').split('\n')
  const start = lines.findIndex((l, i) => i >= line - 1 && l.startsWith('```')) + 1
  lines.splice(start, before.split('\n').length, ...after.split('\n'))
  writeFileSync(page, lines.join('\n'))
}

describe.each(pages)('%s', (page) => {
  const blocks = blocksOf(readFileSync(page, 'utf8'))
  const lab = createLab()

  test('its code blocks print what it says', async () => {
    // from the last to the first when updating, so that line numbers stay right; a page's transcripts share one lab
    const files = filesOf(blocks)
    const outputs: { line: number; said: string; printed: string }[] = []
    for (const [i, block] of blocks.entries()) {
      const next = blocks[i + 1]
      if (block.language === 'ts') {
        const printed = await runModule(block.text)
        if (next?.language === 'text') outputs.push({ line: next.line, said: next.text, printed })
        else if (next?.language === 'mermaid')
          outputs.push({ line: next.line, said: next.text, printed: printed.trimEnd() })
        else expect(printed, `${page}:${String(block.line)} prints, but no text block follows`).toBe('')
      }
      if (block.language === 'yaml' && block.text.startsWith('rules:'))
        expect(mustReadRules(block.text)).not.toEqual([])
      if (block.language === 'console')
        outputs.push({
          line: block.line,
          said: block.text,
          printed: await runTranscript(lab, block.text, files),
        })
    }
    for (const { line, said, printed } of outputs.toReversed()) {
      if (updating && said !== printed) rewrite(page, line, said, printed)
      else expect(printed, `${page}:${String(line)}`).toBe(said)
    }
  })
})
