import Ajv from 'ajv'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sarifReport } from '../../../src/cli/report/sarif.js'
import { report } from './item.js'

const SCHEMA = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'
function readJson(path: string): object {
  const value: object = JSON.parse(readFileSync(path, 'utf8'))
  return value
}
const validate = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' })
  .addMetaSchema(readJson('node_modules/ajv/lib/refs/json-schema-draft-04.json'))
  .compile(readJson(SCHEMA))
const codes = new Map([['broken', 'A rule is broken']])

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations?: readonly unknown[]
      readonly relatedLocations?: readonly unknown[]
    }[]
  }[]
}
function made(items = report.items): Log {
  const log: Log = JSON.parse(sarifReport({ ...report, items }, codes))
  return log
}

test.each([
  ['findings of every level', report.items],
  ['none at all', []],
])('%s: it is what the schema of SARIF 2.1.0 asks for', (_, items) => {
  const valid = validate(made(items))
  expect(validate.errors).toBeNull()
  expect(valid).toBe(true)
})

test('a log that is not SARIF is told from one that is', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false)
})

test('what is well is not told; each result names its rule and its lines', () => {
  const [run] = made().runs
  expect(run?.results.map(({ level }) => level)).toEqual(['error', 'warning', 'note'])
  for (const { ruleId, ruleIndex } of run?.results ?? [])
    expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  expect(run?.results[0]).toMatchObject({
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'dir%20with%20blank/compose.yaml' },
          region: { startLine: 9, startColumn: 7 },
        },
      },
    ],
  })
  expect(run?.results[0]?.relatedLocations).toHaveLength(1)
  expect(run?.results[1]).not.toHaveProperty('locations')
})
