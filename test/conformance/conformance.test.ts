// Every recording of a real engine that once agreed entirely has to go on doing so. The list only grows:
// `npm run conformance -- --update-agreeing` adds to it.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { composePlugin } from '../../src/compose/compose.js'
import { compareRecordings } from '../../src/shell/compare/compareRecordings.js'
import { readJson } from '../../src/shell/json/read.js'
import { listOf, text } from '../../src/shell/json/shape.js'
import { readRecording } from '../../src/shell/recording/read.js'
import { scenarioOf } from '../../src/shell/scenario/fromRecording.js'
import { recordScenario } from '../../src/shell/scenario/record.js'

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const agreeing = readJson(file('agreeing.json'), listOf(text))
const down = readJson(file('upstream-down.json'), listOf(text))

// compose files are beside the recordings
const compose = composePlugin({
  read: (path) => {
    const url = new URL(`recordings/${path}`, import.meta.url)
    return existsSync(url) ? readFileSync(url, 'utf8') : undefined
  },
})

describe('recordings of Docker Engine 28.5.2', () => {
  const names = agreeing.ok ? agreeing.value : []

  it('has a list of those that agree', () => {
    expect(agreeing.ok && agreeing.value.length).toBeGreaterThan(100)
  })

  it.each(names)('%s', (name) => {
    const recording = readRecording(file(`recordings/${name}.json`))
    if (!recording.ok) throw new Error(recording.error.message)
    const played = recordScenario(scenarioOf(recording.value), 'test', {
      upstream: !(down.ok && down.value.includes(name)),
      compose,
    })
    expect(compareRecordings(recording.value, played).differences).toEqual([])
  })
})
