import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDiff } from '../../../src/shell/compare/lineDiff.js'

const texts = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 })
  .map((lines) => lines.join('\n'))

describe('lineDiff', () => {
  it('shows the lines that only one text has', () => {
    expect(lineDiff('a\nb\nc', 'a\nx\nc')).toEqual(['- b', '+ x'])
  })

  it('is empty for equal texts, and only for them', () => {
    fc.assert(fc.property(texts, texts, (a, b) => (lineDiff(a, b).length === 0) === (a === b)))
  })

  it('shows the same lines the other way round', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const count = (lines: readonly string[], sign: string) =>
          lines.filter((l) => l.startsWith(sign)).length
        expect(count(lineDiff(a, b), '-')).toBe(count(lineDiff(b, a), '+'))
      }),
    )
  })
})
