import { expect, test } from 'vitest'
import { problemText } from '../../../src/testing/file/problem.js'
import { mustReadRules, readRules } from '../../../src/testing/file/readRules.js'
import { tcp, udp } from '../../../src/testing/rules/port.js'
import { always, never, only } from '../../../src/testing/rules/rule.js'

test('a file means what the words mean in code', () => {
  const file = `
rules:
  - never: frontend
    reaches: db
    why: customers' data
  - always: [web, label:tier=web]
    reaches: [api, service:shop/dns]
    ports: [8080/tcp, 53/udp]
  - only: api
    reaches: db
    ports: 5432
  - { never: internet, reaches: '*', except: frontend }
`
  expect(mustReadRules(file)).toEqual([
    never('frontend').reaches('db').because("customers' data"),
    always(['web', 'label:tier=web']).reaches(['api', 'service:shop/dns'], tcp(8080), udp(53)),
    only('api').reaches('db', tcp(5432)),
    never('internet').reaches('*').excluding('frontend'),
  ])
})

test('a list of rules alone, JSON, anchors and names made of digits', () => {
  expect(mustReadRules('- never: &who [007, b]\n  reaches: c\n- always: *who\n  reaches: d')).toEqual([
    never(['007', 'b']).reaches('c'),
    always(['007', 'b']).reaches('d'),
  ])
  expect(mustReadRules('[{"never": "a", "reaches": "b"}]')).toEqual([never('a').reaches('b')])
})

const problemsOf = (text: string) => {
  const read = readRules(text, 'r.yaml')
  return read.ok ? [] : read.error.map(problemText)
}

test.each([
  ['', 'r.yaml:1:1: no rules'],
  ['hello', 'r.yaml:1:1: no rules'],
  ['rules: []', 'r.yaml:1:8: no rules'],
  ['rules: {a: b}', 'r.yaml:1:8: no rules'],
  ['- hello', "r.yaml:1:3: 'hello' is no rule: write '- never: frontend'"],
  ['- [a]', 'r.yaml:1:3: a list is no rule'],
  ['- reaches: db', "r.yaml:1:3: a rule says who: 'never: frontend'"],
  [
    '- never: a\n  only: b\n  reaches: c',
    'r.yaml:1:3: a rule is one of never, always and only, not never and only',
  ],
  ['- never: a', "r.yaml:1:3: 'never: a' says not whom: add 'reaches: db' below it"],
  [
    "- never: 'a -> b'",
    "r.yaml:1:3: 'never: a -> b' says not whom: write 'never: a' and below it 'reaches: b'",
  ],
  ['- never: a\n  reaches: b\n  prots: 1', "r.yaml:3:3: 'prots' is no word of a rule; did you mean 'ports'?"],
  ['- never: a\n  reaches:\n    b: c', "r.yaml:3:5: 'reaches' wants a name or a list of names"],
  ['- never: a\n  reaches:', "r.yaml:2:11: 'reaches' wants a name or a list of names, such as db"],
  ['- never: []\n  reaches: b', "r.yaml:1:10: 'never' wants a name or a list of names"],
  ['- never: a\n  reaches: b\n  ports: [80, http]', "r.yaml:3:15: 'http' is no port: write 5432"],
  ['- never: a\n  reaches: b\n  ports: 99999', "r.yaml:3:10: '99999' is no port"],
  ['- never: a\n  reaches: b\n  why: [x]', "r.yaml:3:8: 'why' wants a text, not a list"],
  ['- never: a\n  reaches: *', "r.yaml:2:12: Alias cannot be an empty string. A star has to be quoted: '*'"],
  ['- never: a\n  never: b\n  reaches: c', 'r.yaml:2:3: Map keys must be unique'],
  ['rules:\n  - never: a\n   reaches: b', 'r.yaml:3:'],
  ['rules:\n  - { never: a, reaches: b }\nrule: x', "r.yaml:3:1: 'rule' is no word of a rule"],
])('%j: where, what, and what would be right', (text, start) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(start)])
})

test('every problem of a file is told at once', () => {
  expect(problemsOf('- never: a\n  why: 1\n- 3')).toHaveLength(2)
  expect(() => mustReadRules('- hello\n- 3', 'r.yaml')).toThrow(/r\.yaml:1:3: .*\nr\.yaml:2:3: /)
})
