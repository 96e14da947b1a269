import { standardEnv } from 'cnm-sim'
import { lawProblems } from 'cnm-sim/testing'
import { dockerScript } from 'cnm-sim/testing/fast-check'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** What the seed stood for: it comes out of vitest's JSON reporter. */
    tried?: { readonly seed: number; readonly scripts: number; readonly digest: string }
  }
}

// a campaign may run for hours: CAMPAIGN_RUNS=100000 npx vitest run --shard=1/4
vi.setConfig({ testTimeout: 24 * 3_600_000 })
const numRuns = Number(process.env['CAMPAIGN_RUNS'] ?? 10)

/** One seed's part of the campaign; the seed is the number in the file's name. Put your own property here. */
export function campaign(file: string): void {
  const seed = Number(/(\d+)\.test\.\w+$/.exec(file)?.[1])
  test(`no random script breaks a law, seed ${seed}`, ({ task }) => {
    let [scripts, digest] = [0, 0]
    const property = fc.property(dockerScript(), (script) => {
      scripts++
      for (const letter of String(script)) digest = (Math.imul(digest, 31) + letter.charCodeAt(0)) >>> 0
      expect(lawProblems(script.play(standardEnv()))).toEqual([])
    })
    fc.assert(property, { seed, numRuns })
    task.meta.tried = { seed, scripts, digest: digest.toString(16) }
  })
}
