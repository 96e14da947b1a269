/** Flags of the lists of a swarm, nodes, services and tasks alike, and what they ask for (docker/cli cli/command/node, service, task). */
import { flagTable } from '../flagSpec.js'
import type { FlagValues } from '../flags.js'
import { boolOf, listOf, textOf } from '../flagValues.js'
import { pairsOf } from '../keyValues.js'
import { FORMAT_HELP } from './format.js'

/** Of `node ls` and `service ls`. */
export const listFlags = flagTable(`
    -f, --filter filter | Filter output based on conditions provided
        --format string | ${FORMAT_HELP}
    -q, --quiet | Only display IDs
`)

/** Of `node ps` and `service ps`. */
export const taskListFlags = flagTable(`
    -f, --filter filter | Filter output based on conditions provided
        --format string | Pretty-print tasks using a Go template
        --no-resolve | Do not map IDs to Names
        --no-trunc | Do not truncate output
    -q, --quiet | Only display task IDs
`)

/** What all four say. */
export const listAsked = (values: FlagValues) => ({
  filters: pairsOf(listOf(values, 'filter')),
  format: textOf(values, 'format'),
  quiet: boolOf(values, 'quiet'),
})

/** What the lists of tasks say. */
export const tasksAsked = (values: FlagValues) => ({
  ...listAsked(values),
  noResolve: boolOf(values, 'no-resolve'),
  noTrunc: boolOf(values, 'no-trunc'),
})
