import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOfPath } from '../../../src/shell/json/locate.js'

describe('lineOfPath', () => {
  it('finds the line on which a value stands', () => {
    const source = '{\n "a": [\n  1,\n  {"b": "x, ]\\""}\n ],\n "c": null\n}'
    expect(lineOfPath(source, ['a', 1, 'b'])).toBe(4)
    expect(lineOfPath(source, ['c'])).toBe(6)
    expect(lineOfPath(source, [])).toBe(1)
  })

  it('stays at the nearest value above what is not there', () => {
    expect(lineOfPath('{\n "a": {\n  "b": 1\n }\n}', ['a', 'z'])).toBe(2)
  })

  it('finds every element of any list, one a line', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }), (list) => {
        const source = `[\n${list.map((item) => JSON.stringify(item)).join(',\n')}\n]`
        list.forEach((_, i) => {
          expect(lineOfPath(source, [i])).toBe(i + 2)
        })
      }),
    )
  })
})
