import { expect, test } from 'vitest'
import { runCli } from '../../../src/cli/cli.js'
import { readXml } from '../../draw/xml.js'
import { memoryIo } from '../memoryIo.js'
import { compose } from '../shopFiles.js'

async function cnm(...words: readonly string[]) {
  const io = memoryIo({ 'compose.yaml': compose })
  const exit = await runCli(['draw', ...words], io)
  return { exit, ...io.said }
}

test('the project of the folder is drawn, as Mermaid where nothing is said', async () => {
  const { exit, out, error } = await cnm()
  expect([exit, error]).toEqual([0, ''])
  expect(out).toMatch(/^flowchart LR\n/)
  for (const text of ['shop_front', 'shop_back', 'shop-web-1', '8080 → 80/tcp', 'internal: no way out'])
    expect(out).toContain(text)
})

test('the way of a packet is drawn between two', async () => {
  const { exit, out } = await cnm('web', 'db:5432', '--format', 'svg')
  expect(exit).toBe(0)
  expect(readXml(out).texts).toContain('h1/shop-web-1')
  expect(out).toContain('DROP')
})

test.each([
  [['--format', 'pdf'], 'there are mermaid, dot, svg'],
  [['web'], 'cnm draw web db:5432'],
  [['nobody', 'db'], "nobody who could ask is called 'nobody'"],
])('%j is bad input', async (words, message) => {
  const { exit, error } = await cnm(...words)
  expect(error).toContain(message)
  expect(exit).toBe(2)
})
