// Shards of the campaign are disjoint, and together they try what a run without shards tries: asked of vitest itself, by its
// JSON reporter.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 600_000 }) // three runs of vitest, on a busy machine

const seeds = fileURLToPath(new URL('seeds', import.meta.url))
const vitest = fileURLToPath(new URL('../vitest.mjs', import.meta.resolve('vitest')))

/** What a run tried: every seed with the scripts that came of it, in the order of the seeds. */
async function tried(...flags: readonly string[]): Promise<readonly string[]> {
  const args = [vitest, 'run', seeds, '--reporter=json', ...flags]
  const env = { ...process.env, CAMPAIGN_RUNS: '3' }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env })
  const report: unknown = JSON.parse(stdout)
  expect(report).toMatchObject({ success: true })
  return [...JSON.stringify(report).matchAll(/"tried":(\{[^}]*\})/g)].map(([, each = '']) => each).sort()
}

test('shards are disjoint, and together they equal the run without shards', async () => {
  const [whole, ...shards] = await Promise.all([tried(), tried('--shard=1/2'), tried('--shard=2/2')])
  expect(shards.flat().sort()).toEqual(whole)
  expect(new Set(whole).size).toBe(8)
  expect(shards.map((shard) => shard.length)).toEqual([4, 4])
  expect(whole[0]).toMatch(/^\{"seed":1,"scripts":3,"digest":"[0-9a-f]+"\}$/)
})
