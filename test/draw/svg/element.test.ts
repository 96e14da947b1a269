import fc from 'fast-check'
import { expect, test } from 'vitest'
import { element, escaped, svg, text, widest } from '../../../src/draw/svg/element.js'
import { shown } from '../../../src/draw/text.js'
import { anyText } from '../hostile.js'
import { readXml } from '../xml.js'

test('any text is a text: it neither opens an element nor ends one', () => {
  fc.assert(
    fc.property(anyText, (words) => {
      const { names, texts } = readXml(element('g', [['id', words]], [text(1, 2, words)]))
      expect(names).toEqual(['g', 'text'])
      expect(texts[1]).toBe(shown(words))
    }),
  )
})

test('a file says its size and has a title', () => {
  const source = svg('A <title>', 10, 20, [text(1, 1, 'x')])
  expect(source).toContain('viewBox="0 0 10 20"')
  expect(readXml(source).names).toEqual(['svg', 'title', 'rect', 'text'])
  expect(source).toContain('A &lt;title&gt;')
})

test('quotes are escaped, so that a text may stand in an attribute', () => {
  expect(escaped('"><')).toBe('&quot;&gt;&lt;')
})

test('a wide character takes the room of two', () => {
  expect(widest(['ab', '網'])).toBe(widest(['ab']))
})
