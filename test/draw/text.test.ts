import { expect, test } from 'vitest'
import { nameList, shortened, shown } from '../../src/draw/text.js'

test('what a viewer would act on is shown as a replacement character', () => {
  expect(shown('a\nb\u202ec\ud800d\u2028e')).toBe('a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e')
  expect(shown('web-1_é網😀')).toBe('web-1_é網😀')
})

test('a long text is cut by characters, never inside one', () => {
  expect(shortened('abcdef', 4)).toBe('abc…')
  expect(shortened('😀😀😀', 3)).toBe('😀😀😀')
  expect(shortened('😀😀😀', 2)).toBe('😀…')
})

test('three names are told, more are counted', () => {
  expect(nameList(['a', 'b', 'c'])).toBe('a, b, c')
  expect(nameList(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more')
})
