/** Words of a command line. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { words } from '../../src/shell/words.js'

const split = (line: string) => {
  const result = words(line)
  return result.ok ? result.value : result.error
}

describe('words', () => {
  it('splits at spaces and joins what quotes and backslashes hold together', () => {
    expect(split('network inspect -f "{{json .IPAM}}"  net1')).toEqual([
      'network',
      'inspect',
      '-f',
      '{{json .IPAM}}',
      'net1',
    ])
    expect(split(`--label a='b c'"d e"f\\ g ''`)).toEqual(['--label', 'a=b cd ef g', ''])
    expect(split('   ')).toEqual([])
  })

  it('keeps a backslash in double quotes unless it hides a quote or a backslash', () => {
    expect(split(String.raw`"table {{.A}}\t{{.B}}" "a\"b\\c" 'a\b'`)).toEqual([
      String.raw`table {{.A}}\t{{.B}}`,
      String.raw`a"b\c`,
      String.raw`a\b`,
    ])
  })

  it('expands nothing', () => {
    expect(split('$HOME * ~ #x a=`b`')).toEqual(['$HOME', '*', '~', '#x', 'a=`b`'])
  })

  it('says where a quote was opened that nothing closes', () => {
    expect(split('ps -f "a b')).toEqual({ kind: 'unbalanced-quote', quote: '"', column: 7 })
    expect(split("a'b")).toEqual({ kind: 'unbalanced-quote', quote: "'", column: 2 })
    expect(split('ab\\')).toEqual({ kind: 'unbalanced-quote', quote: '\\', column: 3 })
  })

  it('always gives single-quoted words back as they were', () => {
    const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`
    fc.assert(
      fc.property(fc.array(fc.string()), (list) => {
        expect(split(list.map(quote).join(' '))).toEqual(list)
      }),
    )
  })
})
