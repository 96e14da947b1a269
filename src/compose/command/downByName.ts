/** `docker compose -p NAME down` where there is no file: what bears the project's labels goes (pkg/compose/down.go). */
import { networksOn } from '../../cnm/lookup.js'
import { networkRemove } from '../../engine/networkRemove.js'
import type { Engine, Outcome } from '../../shell/docker/outcome.js'
import { discard } from '../up/containers.js'
import { LABEL, labelOf } from '../up/labels.js'
import { Steps } from '../up/steps.js'
import { printOutcome } from './printOutcome.js'

/** Nothing is written anywhere, so messages name the project instead of a file. */
export function downByName(engine: Engine, project: string): Outcome {
  const steps = new Steps(engine)
  const place = { file: project, line: 1, column: 1 }
  const networks = networksOn(engine.state.cnm, engine.host).filter(
    ({ labels }) => labelOf(labels, LABEL.project) === project,
  )
  const containers = steps.containers(project).toReversed()
  if (containers.length === 0 && networks.length === 0)
    steps.warn(`No resource found to remove for project "${project}".`)
  if (containers.every((container) => discard(steps, container, { place })))
    networks.every(({ id, name }) =>
      steps.take(networkRemove(steps.env, steps.state, steps.host, id), `Network ${name}`, 'Removed', place),
    )
  return printOutcome(steps.outcome())
}
