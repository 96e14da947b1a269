// The recorded packet filters of a real engine (test/conformance/recordings/rules-*.json), with bridge names made comparable.
import { readFileSync } from 'node:fs'

const isStep = (step: unknown): step is { probe: 'rules'; result: string[] } =>
  typeof step === 'object' && step !== null && 'probe' in step

/** The n-th `rules` probe of the recording; the networks by name, in the order in which their bridges appear. */
export function recordedRules(name: string, probe: number, networks: readonly string[]): readonly string[] {
  const file = new URL(`../../conformance/recordings/${name}.json`, import.meta.url)
  const recording: { steps: unknown[] } = JSON.parse(readFileSync(file, 'utf8'))
  const found = recording.steps.filter(isStep)[probe]
  if (!found) throw new Error(`${name} has no rules probe ${probe}`)
  const names = new Map<string, string>()
  return found.result.map((line) =>
    line.replace(/br-[0-9a-f]{12}/g, (bridge) => {
      if (!names.has(bridge)) names.set(bridge, `br-${networks[names.size] ?? '?'}`)
      return names.get(bridge) ?? bridge
    }),
  )
}
