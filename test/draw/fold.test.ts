import { expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { foldAddresses, foldPorts } from '../../src/draw/fold.js'

test('neighbouring ports are a range, whatever their order', () => {
  expect(foldPorts([8082, 8080, 8081, 9000, 9000])).toBe('8080-8082,9000')
  expect(foldPorts([])).toBe('')
})

test('neighbouring addresses are a range, and the families are kept apart', () => {
  const all = ['172.18.0.4', 'fd00::2', '172.18.0.2', '172.18.0.3', '172.18.0.9', 'fd00::3'].map(mustParseIp)
  expect(foldAddresses(all)).toEqual(['172.18.0.2 … 172.18.0.4', '172.18.0.9', 'fd00::2 … fd00::3'])
})

test('an address is no neighbour of one of the other family', () => {
  expect(foldAddresses(['0.0.0.5', '::6'].map(mustParseIp))).toEqual(['0.0.0.5', '::6'])
})
