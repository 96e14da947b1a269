/** `container prune` and `network prune`: two commands with the same flags (docker/cli container/prune.go, network/prune.go). */
import { ok } from '../../../addr/result.js'
import { command } from '../command.js'
import { flagTable } from '../flagSpec.js'
import { boolOf, listOf } from '../flagValues.js'
import { pairsOf } from '../keyValues.js'

/** `short` is its line in the help of its group. */
export const pruneCommand = (name: 'container prune' | 'network prune', short: string) =>
  command({
    name: 'prune',
    use: '[OPTIONS]',
    short,
    flags: flagTable(`
        --filter filter | Provide filter values (e.g. "until=<timestamp>")
    -f, --force | Do not prompt for confirmation
`),
    build: ({ values }) =>
      ok({ command: name, filters: pairsOf(listOf(values, 'filter')), force: boolOf(values, 'force') }),
  })
