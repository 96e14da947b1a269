import { expect, test } from 'vitest'
import { tcp, udp } from '../../../src/testing/rules/port.js'
import { always, never, only, ruleText } from '../../../src/testing/rules/rule.js'

test('a rule is plain data', () => {
  const rule = only('api').reaches(['db', 'network:back'], tcp(5432)).because('audit').excluding('backup')
  expect(JSON.parse(JSON.stringify(rule))).toEqual({
    kind: 'only',
    from: ['api'],
    to: ['db', 'network:back'],
    ports: [{ protocol: 'tcp', port: 5432 }],
    except: ['backup'],
    why: 'audit',
  })
})

test('because and excluding leave the rule that they were called on as it was', () => {
  const rule = never('a').reaches('b')
  rule.because('x')
  rule.excluding('c')
  expect(rule).toEqual(never('a').reaches('b'))
})

test.each([
  [never('frontend').reaches('db'), 'frontend never reaches db'],
  [always('web').reaches('api', tcp(8080), udp(53)), 'web always reaches api on 8080/tcp, 53/udp'],
  [only(['a', 'b']).reaches('db').excluding('c'), 'only a, b reaches db, except c'],
])('%# reads as a sentence', (rule, text) => expect(ruleText(rule)).toBe(text))
