/** docs/7-drawing.svg is the drawing of the page's first example. UPDATE_DOCS=1 writes it again. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blocksOf, runModule } from './snippets.js'

test('the picture shows what the example above it makes', async () => {
  const [example] = blocksOf(readFileSync('docs/7-drawing.md', 'utf8'))
  const made = await runModule(example?.text.replace("'mermaid'", "'svg'") ?? '')
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync('docs/7-drawing.svg', made)
  expect(readFileSync('docs/7-drawing.svg', 'utf8')).toBe(made)
})
