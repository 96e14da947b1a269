import { composeLab } from 'cnm-sim/compose'
import { mustReadRules } from 'cnm-sim/testing'
import 'cnm-sim/testing/vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const text = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')
const rules = mustReadRules(text('rules.yaml'), 'rules.yaml')

/** The shop, brought up in memory on the host h1. */
const shop = (compose = text('compose.yaml')) =>
  composeLab({ read: (path) => (path === 'compose.yaml' ? compose : undefined), files: ['compose.yaml'] })

test('who may reach whom in the shop', () => {
  expect(shop()).toSatisfy(rules)
})

test('one line more, and the failure names it', () => {
  const line = '    networks:\n      - front\n'
  const open = text('compose.yaml').replace(line, `${line}      - back\n`)
  expect(open.split('\n')).toHaveLength(text('compose.yaml').split('\n').length + 1)
  expect(() => {
    expect(shop(open)).toSatisfy(rules)
  }).toThrow(/web(, worker)? never reaches db[^]* at compose\.yaml:\d+:\d+: web joins network back/)
})
