import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrapped } from '../../../src/draw/svg/wrapped.js'

test('lines break at blanks, and go on indented', () => {
  expect(wrapped('one two three', 9)).toEqual(['one two', '\u{a0}\u{a0}three'])
})

test('a word that is longer than a line is broken', () => {
  expect(wrapped('abcdefgh', 5)).toEqual(['abc', '\u{a0}\u{a0}def', '\u{a0}\u{a0}gh'])
})

test('no line is too long, and no character is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 20 }), (words, length) => {
      const lines = wrapped(words, length)
      for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(length)
      const bare = (text: string): string => text.replace(/[ \u{a0}]/gu, '')
      expect(bare(lines.join(''))).toBe(bare(words))
    }),
  )
})
