// Small recordings to compare.
import type { RecordedStep, Recording } from '../../../src/shell/recording/recording.js'

export const ID = {
  one: '1'.repeat(3) + 'a'.repeat(61),
  two: '2'.repeat(3) + 'b'.repeat(61),
  three: '3'.repeat(3) + 'c'.repeat(61),
}

export const recordingOf = (...steps: readonly RecordedStep[]): Recording => ({
  format: 1,
  name: 'mine',
  title: 'Mine',
  engine: { version: '28.5.2' },
  hosts: 1,
  steps,
})

export const command = (docker: string, stdout: string, stderr = '', exit = 0): RecordedStep => ({
  host: 'h1',
  docker,
  exit,
  stdout,
  stderr,
})
