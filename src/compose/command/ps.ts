/** `docker compose ps`: the project's containers, as `docker ps` shows them. The columns' widths and NAMES are docker's. */
import { boolOf, listOf, textOf } from '../../shell/args/flagValues.js'
import type { FlagValues } from '../../shell/args/flags.js'
import { lines } from '../../shell/docker/eachOf.js'
import { printed, refused, type Engine, type Outcome } from '../../shell/docker/outcome.js'
import { dockerPs } from '../../shell/docker/ps.js'
import type { Project } from '../model/project.js'
import { LABEL } from '../up/labels.js'
import { serviceOf, Steps } from '../up/steps.js'

/** Compose's columns, for docker's own table writer. */
const TABLE = `table {{.Names}}\t{{.Image}}\t{{.Command}}\t{{.Label "${LABEL.service}"}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}`

/**
 * Running containers, or with --all those that have exited too; each once, whatever the number of services asked for.
 */
export function printPs(
  engine: Engine,
  project: Project,
  flags: FlagValues,
  services: readonly string[],
): Outcome {
  const unknown = services.find((name) => !project.services.has(name) && !project.disabled.has(name))
  if (unknown !== undefined) return refused(engine.state, `no such service: ${unknown}`)
  const all = boolOf(flags, 'all')
  const shown = new Steps(engine)
    .containers(project.name)
    // without --all what has ended is not shown, but what was never started is
    .filter(
      (c) => (all || c.status !== 'exited') && (services.length === 0 || services.includes(serviceOf(c))),
    )
  if (boolOf(flags, 'services'))
    return printed(engine.state, lines([...new Set(shown.map(serviceOf))].toSorted()))
  if (boolOf(flags, 'quiet')) return printed(engine.state, lines(shown.map((c) => c.id)))
  return dockerPs(engine, {
    command: 'ps',
    all,
    last: 0,
    latest: false,
    quiet: false,
    noTrunc: boolOf(flags, 'no-trunc'),
    size: false,
    format: textOf(flags, 'format', TABLE),
    filters: [
      ['label', `${LABEL.project}=${project.name}`],
      ...listOf(flags, 'status').map((status) => ['status', status] as const),
    ],
  })
}
