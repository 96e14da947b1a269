import { expect, test } from 'vitest'
import { runCli } from '../../../src/cli/cli.js'
import { memoryIo } from '../memoryIo.js'
import { compose } from '../shopFiles.js'

async function cnm(words: readonly string[], file = compose) {
  const io = memoryIo({ 'compose.yaml': file })
  const exit = await runCli(['lint', ...words], io)
  return { exit, ...io.said }
}
const internal = compose.replace('    expose: ["5432"]', '    ports: ["5432:5432"]')

test('a file in which nothing is wrong: exit 0', async () => {
  expect(await cnm([])).toEqual({ exit: 0, out: 'nothing found\n', error: '' })
})

test('a warning: exit 1, with its line and what would be right', async () => {
  const { exit, out } = await cnm([], internal)
  expect(exit).toBe(1)
  expect(out).toContain('warning internal-publishes: shop-db-1 publishes ports, but is on shop_back only')
  expect(out).toContain('what would be right: put it on a network that is not internal')
  expect(out).toContain('at compose.yaml:15:13: db publishes port 5432/tcp')
})

test('a host port that is published twice in one file is told once', async () => {
  const twice = compose.replace('    image: example/api', '    image: example/api\n    ports: ["8080:80"]')
  const { exit, out } = await cnm([], twice)
  expect(exit).toBe(1)
  expect(out.match(/ERROR/g)).toHaveLength(1)
  expect(out).toContain('8080')
  expect(out).toMatch(/at compose\.yaml:\d+:\d+/)
})

test('the LAN of the host can be told', async () => {
  const { exit, out } = await cnm(['--lan', '172.18.0.0/24'])
  expect(exit).toBe(1)
  expect(out).toContain('172.18.0.0/16 of network shop_front overlaps the LAN 172.18.0.0/24')
})

test('json has the findings as they are', async () => {
  const { out } = await cnm(['--format', 'json'], internal)
  const data: { ok: boolean; findings: readonly { code: string }[] } = JSON.parse(out)
  expect(data).toMatchObject({ ok: false, findings: [{ code: 'internal-publishes' }] })
})

test.each([
  [['--lan', 'home'], "--lan: 'home' is no subnet"],
  [['x'], 'it takes flags only'],
  [['--format', 'xml'], 'there is no format'],
])('%j is bad input', async (words, message) => {
  const { exit, error } = await cnm(words)
  expect(error).toContain(message)
  expect(exit).toBe(2)
})
