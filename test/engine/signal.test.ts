// Names and numbers as moby/sys/signal has them.
import { expect, test } from 'vitest'
import { isSupported, parseSignal } from '../../src/engine/signal.js'

test.each([
  ['KILL', 9],
  ['sigterm', 15],
  ['9', 9],
  ['99', 99],
  ['-1', -1],
  ['0', undefined],
  ['IOT', 6],
  ['SIGRTMIN', 34],
  ['RTMIN+3', 37],
  ['RTMAX-1', 63],
  ['rtmin+15', 49],
  ['RTMIN+16', undefined],
  ['RTMIN+03', undefined],
  ['RTMIN+0', undefined],
  ['RTMAX-14', 50],
  ['RTMAX-15', undefined],
  ['RTMAX+1', undefined],
  ['UNUSED', undefined],
  ['FOO', undefined],
  ['', undefined],
])('%s', (text, number) => expect(parseSignal(text)).toBe(number))

test('Linux has the named signals and the real-time ones', () => {
  expect([1, 31, 34, 64].every(isSupported)).toBe(true)
  expect([-1, 0, 32, 33, 65, 99].some(isSupported)).toBe(false)
})
