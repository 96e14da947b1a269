/** A file with something to play: a scenario (.lab), or a recording (.json), whose results are ignored. */
import { err, ok, type Result } from '../addr/result.js'
import { readRecording } from '../shell/recording/read.js'
import { scenarioOf } from '../shell/scenario/fromRecording.js'
import { MAX_HOSTS, parseScenario } from '../shell/scenario/parseScenario.js'
import type { Scenario } from '../shell/scenario/step.js'
import type { Io } from './io.js'
import { missingFile } from './missingFile.js'

/**
 * The ending of the name decides what it is read as. Error: `FILE:LINE: what is wrong and what would be right`. A
 * scenario is called like its file. O(text).
 */
export function loadScenario(io: Io, path: string): Result<Scenario, string> {
  const kind = /\.(lab|json)$/.exec(path)?.[1]
  const source = io.read(path)
  if (!source.ok) return err(missingFile(io, path, source.error))
  if (kind === undefined) return err(`${path}: what is played is a scenario (.lab) or a recording (.json)`)
  if (kind === 'lab') {
    const name = path.replace(/^.*[/\\]/, '').replace(/\.lab$/, '')
    const parsed = parseScenario(name, source.value)
    return parsed.ok ? parsed : err(`${path}:${parsed.error.line}: ${parsed.error.message}`)
  }
  const recording = readRecording(source.value)
  if (!recording.ok) return err(`${path}:${recording.error.line}: ${recording.error.message}`)
  const { hosts } = recording.value
  if (hosts < 1 || hosts > MAX_HOSTS)
    return err(`${path}:1: hosts is ${hosts}, and the laboratory has 1 to ${MAX_HOSTS}`)
  return ok(scenarioOf(recording.value))
}
