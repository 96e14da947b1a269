import { createLab } from 'cnm-sim'
import { loadCompose, up } from 'cnm-sim/compose'
import { mustReadRules } from 'cnm-sim/testing'
import 'cnm-sim/testing/vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const text = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')
const rules = mustReadRules(text('rules.yaml'), 'rules.yaml')

/** The shop, brought up in memory on the host h1. */
function shop(compose = text('compose.yaml')) {
  const read = (path: string) => (path === 'compose.yaml' ? compose : undefined)
  const project = loadCompose({ read, files: ['compose.yaml'] })
  if (!project.ok) throw new Error(JSON.stringify(project.error))
  const lab = createLab()
  const { state, problem } = up({ env: lab.env, state: lab.world, host: 'h1' }, project.value)
  expect(problem).toBeNull()
  return lab.at(state)
}

test('who may reach whom in the shop', () => {
  expect(shop()).toSatisfy(rules)
})

test('one line more, and the web reaches the database', () => {
  const line = '    networks:\n      - front\n'
  const open = text('compose.yaml').replace(line, `${line}      - back\n`)
  expect(open.split('\n')).toHaveLength(text('compose.yaml').split('\n').length + 1)
  expect(() => {
    expect(shop(open)).toSatisfy(rules)
  }).toThrow(/web(, worker)? never reaches db/)
})
