import { expect, test } from 'vitest'
import { parseTarget } from '../../src/cli/target.js'

test.each([
  ['db', 'db', null],
  ['db:5432', 'db', { port: 5432, protocol: 'tcp' }],
  ['dns:53/udp', 'dns', { port: 53, protocol: 'udp' }],
  ['h1/db:80', 'h1/db', { port: 80, protocol: 'tcp' }],
  ['network:back', 'network:back', null],
  ['label:tier=db:80', 'label:tier=db', { port: 80, protocol: 'tcp' }],
  ['192.0.2.11:8080', '192.0.2.11', { port: 8080, protocol: 'tcp' }],
  ['fd00::2', 'fd00::2', null],
  ['fd00::2:80', 'fd00::2:80', null],
  ['[fd00::2]:80', 'fd00::2', { port: 80, protocol: 'tcp' }],
  ['[fd00::2]', 'fd00::2', null],
])('%s', (text, name, port) => {
  expect(parseTarget(text)).toEqual({ ok: true, value: { name, port } })
})

test.each(['db:0', 'db:65536', 'db:80/icmp', '[fd00::2]:http'])(
  '%s is refused, and it is said what is right',
  (text) => {
    expect(parseTarget(text)).toMatchObject({ ok: false, error: expect.stringContaining('write 5432') })
  },
)
