import { expect, test } from 'vitest'
import { parseDeny } from '../../../src/testing/file/arrow.js'
import { tcp, udp } from '../../../src/testing/rules/port.js'
import { never } from '../../../src/testing/rules/rule.js'

test.each([
  ['frontend -> db', never('frontend').reaches('db')],
  ['frontend->db:5432', never('frontend').reaches('db', tcp(5432))],
  ['internet -> *:53/udp', never('internet').reaches('*', udp(53))],
  ['a, b -> network:back', never(['a', 'b']).reaches('network:back')],
  ['label:tier=web -> service:shop/db:80', never('label:tier=web').reaches('service:shop/db', tcp(80))],
])('%s', (text, rule) => expect(parseDeny(text)).toEqual({ ok: true, value: rule }))

test.each(['', 'a', '-> b', 'a ->', 'a -> b -> c'])('%j is no rule', (text) =>
  expect(parseDeny(text)).toEqual({ ok: false, error: expect.stringContaining("write 'FROM -> TO'") }),
)

test('a port that is none', () => {
  expect(parseDeny('a -> b:99999')).toEqual({
    ok: false,
    error: expect.stringContaining("'99999' is no port"),
  })
})
