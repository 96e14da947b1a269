import { expect, it } from 'vitest'
import { flagTable } from '../../../src/shell/args/flagSpec.js'
import { flagUsages } from '../../../src/shell/args/flagUsages.js'

// Whole help texts are compared with the real client's in client.test.ts.
it('aligns flags, hides hidden ones and sorts by name', () => {
  const table = flagTable(`
      --zone string | Where
  -a, --all | Everything
  ~   --secret | Hidden
`)
  expect(flagUsages(table)).toBe(
    ['  -a, --all           Everything', '      --zone string   Where'].join('\n'),
  )
})
