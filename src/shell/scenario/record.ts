/** Plays a scenario on a fresh laboratory and gives the recording. */
import { MODELS } from '../../engine/models.js'
import { createLab, type LabOptions } from '../lab/lab.js'
import type { Recording } from '../recording/recording.js'
import { play } from './play.js'
import type { Scenario } from './step.js'

/** `version` is this package's own, which only whoever reads package.json knows. */
export function recordScenario(
  { name, title, hosts, steps, impliedWaits }: Scenario,
  version: string,
  options: Omit<LabOptions, 'hosts'> = {},
): Recording {
  const lab = createLab({ ...options, hosts })
  return {
    format: 1,
    name,
    title,
    engine: { simulator: 'cnm-sim', version, models: MODELS },
    hosts,
    steps: [...play(lab, steps, impliedWaits)].flatMap(({ recorded }) => recorded ?? []),
  }
}
