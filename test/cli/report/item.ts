// A report with one item of each level, and texts that every format must escape.
import type { Report } from '../../../src/cli/report/item.js'

export const nasty = 'a <b> & "c" 100%, d: e\nnext\r\u0007 ]]> ::error::'

export const report: Report = {
  subject: 'dir with blank/compose.yaml',
  summary: '1 of 4',
  data: { ok: false, text: nasty },
  items: [
    { code: 'holds', level: 'ok', title: 'web always reaches api', lines: [], places: [] },
    {
      code: 'broken',
      level: 'error',
      title: `web never reaches ${nasty}`,
      lines: [nasty, 'why'],
      places: [
        { place: { file: 'dir with blank/compose.yaml', line: 9, column: 7 }, says: `web joins ${nasty}` },
        { place: { file: 'dir with blank/compose.yaml', line: 18, column: 9 }, says: 'db joins back' },
      ],
    },
    { code: 'gateway-moves', level: 'warning', title: 'the way out may move', lines: ['x'], places: [] },
    { code: 'pool', level: 'note', title: 'few are left', lines: [], places: [] },
  ],
}
