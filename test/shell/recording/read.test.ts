import { describe, expect, it } from 'vitest'
import { readRecording } from '../../../src/shell/recording/read.js'
import { writeRecording } from '../../../src/shell/recording/write.js'
import { command, recordingOf } from '../compare/recordings.js'

const problem = (source: string) => {
  const read = readRecording(source)
  return read.ok ? undefined : `${read.error.line}: ${read.error.message}`
}
const written = writeRecording(
  recordingOf(
    command('ps', 'x\n'),
    { link: 'h1', to: 'up' },
    { probe: 'ping', from: 'h1', args: ['peer'], result: { ok: true, address: '192.0.2.50', ttl: 64 } },
  ),
)

describe('readRecording', () => {
  it('reads what was written', () => {
    expect(readRecording(written)).toMatchObject({ ok: true, value: { name: 'mine', steps: { length: 3 } } })
  })

  it.each([
    ['not JSON at all', '{\n "format": 1,\n oops', /^3: this is not JSON: /],
    ['another format', written.replace('"format": 1', '"format": 2'), /^2: format should be 1, but is 2$/],
    [
      'a missing member',
      written.replace('"exit": 0,', ''),
      /^10: steps\[0\]\.exit should be a whole number, but is missing$/,
    ],
    [
      'a wrong type',
      written.replace('"ttl": 64', '"ttl": "64"'),
      /^\d+: steps\[2\]\.result\.ttl should be a whole number, but is "64"$/,
    ],
    [
      'an unknown step',
      written.replace('"link"', '"cable"'),
      /^\d+: steps\[1\] should have docker, probe, link, route or sleep/,
    ],
    [
      'an unknown probe',
      written.replace('"probe": "ping"', '"probe": "pong"'),
      /^\d+: steps\[2\]\.probe should be "ping" or "http"/,
    ],
    ['no object', '[]', /^1: the file should be an object, but is \[\]$/],
  ])('finds %s, and its line', (_, source, message) => {
    expect(problem(source)).toMatch(message)
  })
})
