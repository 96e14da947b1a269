/** A `.lab` file to a scenario: one step a line, comments behind `#` at its start, `hosts N` for how many Docker hosts. */
import { err, ok, type Result } from '../../addr/result.js'
import { parseLine } from './parseLine.js'
import type { Scenario, ScenarioStep } from './step.js'

/** The laboratory's LAN has addresses for this many hosts: 192.0.2.11 up to the one before peer's, 192.0.2.50. */
export const MAX_HOSTS = 39

/** A line that cannot be read. `line` counts from 1. */
export interface ScenarioProblem {
  readonly line: number
  readonly message: string
}

/** `name` is the file's, without folder and `.lab`. The title is the comment on the first line, else the name. */
export function parseScenario(name: string, source: string): Result<Scenario, ScenarioProblem> {
  const lines = source.split(/\r?\n/)
  const hosts = hostCount(lines)
  if (!hosts.ok) return hosts
  const steps: ScenarioStep[] = []
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || isHosts(line)) continue
    const step = parseLine(line, hosts.value)
    if (!step.ok) return err({ line: index + 1, message: step.error })
    steps.push(step.value)
  }
  const title = /^# (.+)$/.exec(lines[0] ?? '')?.[1]?.trim() ?? name
  return ok({ name, title, hosts: hosts.value, steps, impliedWaits: false })
}

const isHosts = (line: string): boolean => /^hosts(\s|$)/.test(line)

/** The first `hosts N` counts, wherever it stands. */
function hostCount(lines: readonly string[]): Result<number, ScenarioProblem> {
  let count: number | undefined
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    if (!isHosts(line)) continue
    const given = Number(/^hosts\s+(\d+)$/.exec(line)?.[1] ?? 0)
    if (given < 1 || given > MAX_HOSTS)
      return err({ line: index + 1, message: `'${line}' should read 'hosts N', N from 1 to ${MAX_HOSTS}` })
    count ??= given
  }
  return ok(count ?? 1)
}
