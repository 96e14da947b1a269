/** `docker service …` except create and update (docker/cli cli/command/service). */
import { ok } from '../../../addr/result.js'
import { atLeast, exactly } from '../arity.js'
import { command, group } from '../command.js'
import { flagTable } from '../flagSpec.js'
import { boolOf, textOf } from '../flagValues.js'
import { cut } from '../go/text.js'
import { otherFlags } from '../otherFlags.js'
import { INSPECT_FORMAT_HELP } from '../tables/format.js'
import { listAsked, listFlags, taskListFlags, tasksAsked } from '../tables/listFlags.js'
import { serviceCreate } from './serviceCreate.js'
import { serviceUpdate } from './serviceUpdate.js'

const ls = command({
  name: 'ls',
  aliases: ['list'],
  use: '[OPTIONS]',
  short: 'List services',
  flags: listFlags,
  build: ({ values }) => ok({ command: 'service ls', ...listAsked(values) }),
})

const ps = command({
  name: 'ps',
  use: '[OPTIONS] SERVICE [SERVICE...]',
  short: 'List the tasks of one or more services',
  flags: taskListFlags,
  arity: atLeast(1),
  build: ({ values, args }) => ok({ command: 'service ps', services: args, ...tasksAsked(values) }),
})

const inspect = command({
  name: 'inspect',
  use: '[OPTIONS] SERVICE [SERVICE...]',
  short: 'Display detailed information on one or more services',
  flags: flagTable(`
    -f, --format string | ${INSPECT_FORMAT_HELP}
        --pretty | Print the information in a human friendly format
`),
  arity: atLeast(1),
  build: ({ values, args }) =>
    ok({
      command: 'service inspect',
      services: args,
      format: textOf(values, 'format'),
      pretty: boolOf(values, 'pretty'),
    }),
})

const SCALE = 'Scale one or multiple replicated services'

const scale = command({
  name: 'scale',
  use: 'SERVICE=REPLICAS [SERVICE=REPLICAS...]',
  short: SCALE,
  flags: flagTable(`
    -d, --detach | Exit immediately instead of waiting for the service to converge
`),
  arity: atLeast(1),
  argsError: (args, path, useLine) => {
    // service/scale.go validates the form only; the number is read later, one service after the other
    const wrong = args.find((arg) => !/^[^=]+=./s.test(arg))
    return wrong === undefined
      ? undefined
      : `invalid scale specifier '${wrong}'.\nSee '${path} --help'.\n\nUsage:  ${useLine}\n\n${SCALE}`
  },
  build: ({ values, args }) =>
    ok({
      command: 'service scale',
      targets: args.map((arg) => {
        const { before, after } = cut(arg, '=')
        return { service: before, replicas: after }
      }),
      detach: boolOf(values, 'detach'),
    }),
})

const rollback = command({
  name: 'rollback',
  use: '[OPTIONS] SERVICE',
  short: "Revert changes to a service's configuration",
  flags: flagTable(`
    -d, --detach | Exit immediately instead of waiting for the service to converge
    -q, --quiet | Suppress progress output
`),
  arity: exactly(1),
  build: ({ values, args: [service = ''] }) =>
    ok({
      command: 'service rollback',
      service,
      detach: boolOf(values, 'detach'),
      quiet: boolOf(values, 'quiet'),
    }),
})

const rm = command({
  name: 'rm',
  aliases: ['remove'],
  use: 'SERVICE [SERVICE...]',
  short: 'Remove one or more services',
  arity: atLeast(1),
  build: ({ args }) => ok({ command: 'service rm', services: args }),
})

const logs = command({
  name: 'logs',
  use: '[OPTIONS] SERVICE|TASK',
  short: 'Fetch the logs of a service or task',
  flags: flagTable(`
        --details | Show extra details provided to logs
    -f, --follow | Follow log output
        --no-resolve | Do not map IDs to Names in output
        --no-task-ids | Do not include task IDs in output
        --no-trunc | Do not truncate output
        --raw | Do not neatly format logs
        --since string | Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)
    -n, --tail string | Number of lines to show from the end of the logs (default "all")
    -t, --timestamps | Show timestamps
`),
  arity: exactly(1),
  build: ({ values, args: [service = ''] }) =>
    ok({ command: 'service logs', service, otherFlags: otherFlags(values, new Set()) }),
})

/** The group `docker service`. */
export const service = group(
  'service',
  'Manage Swarm services',
  [serviceCreate, inspect, logs, ls, ps, rm, rollback, scale, serviceUpdate],
  'manager',
)
