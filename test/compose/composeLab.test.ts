// A laboratory from compose files, whose failure messages name lines.
import { expect, test } from 'vitest'
import { composeLab } from '../../src/compose/compose.js'
import { from } from '../../src/testing/matchers/matcher.js'
import { never } from '../../src/testing/rules/rule.js'
import '../../src/testing/vitest.js'
import { readOf } from './read.js'

const FILE = `name: shop
services:
  web:
    image: nginx
    ports: ['8080:80']
    networks: [front]
  db:
    image: postgres
    expose: [5432]
    networks: [back]
networks: { front: , back: { internal: true } }
`
const labOf = (text: string) =>
  composeLab({ read: readOf({ 'compose.yaml': text }), files: ['compose.yaml'] })

test('what holds, holds', () => {
  expect(from(labOf(FILE), 'web')).not.toReach('db')
  expect(labOf(FILE)).toSatisfy(never('web').reaches('db'))
})

test('one line broken, and the failure names it', () => {
  const open = labOf(FILE.replace('[front]', '[front, back]'))
  expect(() => {
    expect(from(open, 'web')).not.toReach('db')
  }).toThrow(
    'written at compose.yaml:6:23: web joins network back\n  written at compose.yaml:10:16: db joins network back',
  )
  expect(() => {
    expect(open).toSatisfy(never('web').reaches('db'))
  }).toThrow('  at compose.yaml:6:23: web joins network back')
})

test('a published port is named where it came in by that', () => {
  expect(() => {
    expect(labOf(FILE)).toSatisfy(never('peer').reaches('web'))
  }).toThrow('at compose.yaml:5:13: web publishes port 80/tcp')
})

test('what is wrong with the file, or refused, is thrown with its place', () => {
  expect(() => labOf(FILE.replace('image: nginx', 'imgae: nginx'))).toThrow(/compose\.yaml:4:5: .*imgae/)
  expect(() =>
    labOf(
      FILE.replace('networks: [front]', 'network_mode: container:gone').replace(
        "ports: ['8080:80']",
        'tty: true',
      ),
    ),
  ).toThrow(/compose\.yaml:3:3: .*No such container: gone/)
})
