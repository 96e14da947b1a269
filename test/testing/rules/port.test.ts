import { expect, test } from 'vitest'
import { parsePort, portText, samePort, tcp, udp } from '../../../src/testing/rules/port.js'

test.each([
  ['5432', tcp(5432)],
  ['5432/tcp', tcp(5432)],
  [' 53/udp ', udp(53)],
  ['36412/sctp', { protocol: 'sctp', port: 36412 }],
])('%s is read', (text, port) => expect(parsePort(text)).toEqual(port))

test.each(['', '0', '65536', '80/', '80/icmp', 'http', '-1', '80-90', '1e3'])('%j is no port', (text) =>
  expect(parsePort(text)).toBeUndefined(),
)

test.each([0, 65536, 1.5, NaN])('a rule about port %d cannot be written', (port) =>
  expect(() => tcp(port)).toThrow(`${port} is no port`),
)

test('ports are the same when number and protocol are', () => {
  expect(portText(udp(53))).toBe('53/udp')
  expect(samePort(tcp(53), tcp(53))).toBe(true)
  expect(samePort(tcp(53), udp(53))).toBe(false)
})
