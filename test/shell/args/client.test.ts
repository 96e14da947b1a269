// Every text that the real client printed by itself, against ours. client.json holds what docker said in a laboratory:
// client 28.2.2, engine 28.5.2, no swarm, no terminal. A client 28.5.2 is known to differ in a -p that lacks its port or
// names an unknown protocol (docker/go-connections 0.6 looks at the protocol first).
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDocker } from '../../../src/shell/args/parseDocker.js'
import { words } from '../../../src/shell/words.js'

interface Said {
  docker: string
  exit: number
  stdout: string
  stderr: string
}

const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && 'docker' in value && 'stderr' in value

const said: unknown = JSON.parse(readFileSync(new URL('client.json', import.meta.url), 'utf8'))
if (!Array.isArray(said) || !said.every(isSaid)) throw new Error('client.json is not a list of outputs')

// Values that nobody checks here, and commands that are not modelled.
const notModelled =
  /--(ulimit|mount|gpus|blkio-weight-device|device-read-bps|external-ca|credential-spec|secret|config) /

const parse = (line: string) => {
  const split = words(line)
  if (!split.ok) throw new Error(line)
  return parseDocker(split.value)
}
const cases = (modelled: boolean) =>
  said.filter(({ docker }) => notModelled.test(docker) !== modelled).map((one) => [one.docker, one] as const)

describe('what the client says without asking the engine', () => {
  it.each(cases(true))('docker %s', (line, { exit, stdout, stderr }) => {
    expect(parse(line)).toEqual({ ok: false, exit, stdout, stderr })
  })
})

// When one of these is refused here too, it moves up by leaving the expression.
describe('what the client refuses and we do not look at', () => {
  it.each(cases(false))('docker %s', (line) => {
    expect(parse(line).ok).toBe(true)
  })
})
