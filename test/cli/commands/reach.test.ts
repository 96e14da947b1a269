import { expect, test } from 'vitest'
import { runCli } from '../../../src/cli/cli.js'
import { memoryIo } from '../memoryIo.js'
import { compose } from '../shopFiles.js'

async function cnm(...words: readonly string[]) {
  const io = memoryIo({ 'compose.yaml': compose })
  const exit = await runCli(words, io)
  return { exit, ...io.said }
}

test('one that reaches: exit 0, and by which address', async () => {
  const { exit, out } = await cnm('reach', 'api', 'db:5432')
  expect(exit).toBe(0)
  expect(out).toMatch(/^h1\/shop-api-1 -> h1\/shop-db-1 5432\/tcp: reachable at 172\.\S+ port 5432\/tcp\n$/)
})

test('one that does not: exit 1, and why', async () => {
  const { exit, out } = await cnm('reach', 'web', 'db:5432')
  expect(exit).toBe(1)
  expect(out).toContain('unreachable')
  expect(out).toContain('network shop_back is internal')
})

test('machines ask, too, and addresses are asked', async () => {
  expect((await cnm('reach', 'peer', '192.0.2.11:8080')).exit).toBe(0)
  expect((await cnm('reach', 'internet', 'web:80')).exit).toBe(0)
  expect((await cnm('reach', 'peer', '192.0.2.11:5432')).exit).toBe(1)
})

test('explain names the lines of the compose file, every step, and what was taken for granted', async () => {
  const { exit, out } = await cnm('explain', 'api', 'db:5432')
  expect(exit).toBe(0)
  expect(out).toContain('at compose.yaml:12:23: api joins network back')
  expect(out).toContain('end accepted')
  expect(out).toContain('listens on 5432/tcp: programs are taken to listen on what they expose or publish')
})

test.each([
  [['reach', 'webb', 'db'], "nobody who could ask is called 'webb'; did you mean 'web'?"],
  [['reach', 'web'], 'cnm reach web db:5432'],
  [['explain', 'web', 'db:http:80/xyz'], "'80/xyz' is no port"],
  [['reach', 'web', 'db', '-f', 'nowhere.yaml'], 'nowhere.yaml: there is no such file'],
])('%j is bad input', async (words, message) => {
  const { exit, error } = await cnm(...words)
  expect(error).toContain(message)
  expect(exit).toBe(2)
})
