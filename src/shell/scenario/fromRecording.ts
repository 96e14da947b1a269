/** A recording as the scenario that it answers: its commands and probes; its results are ignored. */
import type { RecordedStep, Recording } from '../recording/recording.js'
import type { Scenario, ScenarioStep } from './step.js'

/** One without a sleep was recorded by somebody who waited, so waits are implied when it is played. */
export const scenarioOf = ({ name, title, hosts, steps }: Recording): Scenario => ({
  name,
  title,
  hosts,
  steps: steps.map(stepOf),
  impliedWaits: !steps.some((step) => 'sleep' in step),
})

function stepOf(step: RecordedStep): ScenarioStep {
  if ('docker' in step)
    return { kind: 'docker', host: step.host, command: step.docker, save: step.save ?? null }
  if ('link' in step) return { kind: 'link', machine: step.link, to: step.to }
  if ('route' in step) return { kind: 'route', machine: step.route, to: step.to, via: step.via }
  if ('sleep' in step) return { kind: 'sleep', seconds: step.sleep }
  return { kind: 'probe', probe: step.probe, from: step.from, args: step.args }
}
