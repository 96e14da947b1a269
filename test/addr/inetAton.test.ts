// The forms that libc's inet_aton takes (inet(3)).
import { expect, test } from 'vitest'
import { parseInetAton } from '../../src/addr/inetAton.js'

test.each([
  ['10.5.3', '10.5.0.3'],
  ['2130706433', '127.0.0.1'],
  ['0x7f.1', '127.0.0.1'],
  ['010.0.0.1', '8.0.0.1'],
  ['1.2.3.4', '1.2.3.4'],
  ['0', '0.0.0.0'],
  ['1.2.3.256', undefined],
  ['256.1', undefined],
  ['1.2.3.4.5', undefined],
  ['4294967296', undefined],
  ['web1', undefined],
  ['', undefined],
  ['1..2', undefined],
])('%s', (text, address) => expect(parseInetAton(text)).toBe(address))
