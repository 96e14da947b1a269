// What `docker compose config` makes of every case in corpus/, and what ours makes of it. expected.json is what a real one said
// (tools/compose-oracle.mjs writes it). What it refuses ours refuses too, in its own words; those are tested elsewhere.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { composePlugin } from '../../src/compose/compose.js'
import { createLab } from '../../src/index.js'
import { readJson } from '../../src/shell/json/read.js'
import { listOf, objectOf, optional, recordOf, text } from '../../src/shell/json/shape.js'
import { networkingPart } from '../../tools/networking-part.mjs'

const corpus = fileURLToPath(new URL('corpus', import.meta.url))

const caseShape = objectOf({
  title: text,
  args: optional(listOf(text)),
  services: optional(listOf(text)),
  env: optional(recordOf(text)),
  below: optional(text),
})

const fileOf = (path: string): string | undefined =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : undefined

function config(name: string) {
  const asked = readJson(fileOf(join(corpus, name, 'case.json')) ?? '', caseShape)
  if (!asked.ok) throw new Error(`${name}/case.json: ${asked.error.message}`)
  const { args = [], services = [], env = {}, below = '.' } = asked.value
  const read = (path: string) => fileOf(join(corpus, name, path))
  const compose = composePlugin({ read, here: `/corpus/${name}`, folder: below, env })
  return createLab({ compose }).docker(
    'h1',
    ['compose', ...args, 'config --format json', ...services].join(' '),
  )
}

describe('docker compose config says the same of', () => {
  test.each(readdirSync(corpus))('%s', (name) => {
    const expected: unknown = JSON.parse(fileOf(join(corpus, name, 'expected.json')) ?? '')
    const { exit, stdout, stderr } = config(name)
    if (typeof expected === 'object' && expected !== null && 'refused' in expected) {
      expect(stdout).toBe('')
      expect(stderr).not.toBe('')
      expect(exit).toBe(1)
    } else {
      expect(exit === 0 ? '' : stderr).toBe('')
      expect(networkingPart(JSON.parse(stdout))).toEqual(expected)
    }
  })
})
