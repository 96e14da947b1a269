/** info, version and events (docker/cli cli/command/system). */
import { ok } from '../../../addr/result.js'
import { command } from '../command.js'
import { flagTable } from '../flagSpec.js'
import { listOf, textOf } from '../flagValues.js'
import { pairsOf } from '../keyValues.js'
import { INSPECT_FORMAT_HELP } from '../tables/format.js'

/** `docker info` and `docker system info`. */
export const info = command({
  name: 'info',
  use: '[OPTIONS]',
  short: 'Display system-wide information',
  aliasLine: 'docker system info, docker info',
  flags: flagTable(`
    -f, --format string | ${INSPECT_FORMAT_HELP}
`),
  build: ({ values }) => ok({ command: 'info', format: textOf(values, 'format') }),
})

/** Recognised, and not modelled: it would tell of machines and builds. */
export const version = command({
  name: 'version',
  use: '[OPTIONS]',
  short: 'Show the Docker version information',
  flags: flagTable(`
    -f, --format string | ${INSPECT_FORMAT_HELP}
`),
  build: ({ values }) => ok({ command: 'version', format: textOf(values, 'format') }),
})

/** `docker events` and `docker system events`; times are read when the command is done (docker/events.ts). */
export const events = command({
  name: 'events',
  use: '[OPTIONS]',
  short: 'Get real time events from the server',
  aliasLine: 'docker system events, docker events',
  flags: flagTable(`
    -f, --filter filter | Filter output based on conditions provided
        --format string | ${INSPECT_FORMAT_HELP}
        --since string | Show all events created since timestamp
        --until string | Stream events until this timestamp
`),
  build: ({ values }) =>
    ok({
      command: 'events',
      filters: pairsOf(listOf(values, 'filter')),
      format: textOf(values, 'format'),
      since: textOf(values, 'since'),
      until: textOf(values, 'until'),
    }),
})
