import { expect, test } from 'vitest'
import { tableReport } from '../../../src/cli/report/table.js'

test('what is well takes a line; what is not names its code, its lines and its places', () => {
  const text = tableReport({
    subject: 'compose.yaml',
    summary: '1 of 2 rules holds',
    data: {},
    items: [
      { code: 'holds', level: 'ok', title: 'web always reaches api', lines: [], places: [] },
      {
        code: 'broken',
        level: 'error',
        title: 'web never reaches db',
        lines: ['h1/web reaches h1/db.'],
        places: [{ place: { file: 'compose.yaml', line: 9, column: 7 }, says: 'web joins network back' }],
      },
    ],
  })
  expect(text.split('\n')).toEqual([
    'ok: web always reaches api',
    'ERROR broken: web never reaches db',
    '  h1/web reaches h1/db.',
    '  at compose.yaml:9:7: web joins network back',
    '1 of 2 rules holds',
    '',
  ])
})
