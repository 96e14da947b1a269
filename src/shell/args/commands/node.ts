/** `docker node …` (docker/cli cli/command/node). */
import { ok } from '../../../addr/result.js'
import { atLeast, exactly } from '../arity.js'
import { command, group } from '../command.js'
import { flagTable } from '../flagSpec.js'
import { boolOf, listOf, optional, textOf } from '../flagValues.js'
import { INSPECT_FORMAT_HELP } from '../tables/format.js'
import { listAsked, listFlags, taskListFlags, tasksAsked } from '../tables/listFlags.js'

const ls = command({
  name: 'ls',
  aliases: ['list'],
  use: '[OPTIONS]',
  short: 'List nodes in the swarm',
  flags: listFlags,
  build: ({ values }) => ok({ command: 'node ls', ...listAsked(values) }),
})

const inspect = command({
  name: 'inspect',
  use: '[OPTIONS] self|NODE [NODE...]',
  short: 'Display detailed information on one or more nodes',
  flags: flagTable(`
    -f, --format string | ${INSPECT_FORMAT_HELP}
        --pretty | Print the information in a human friendly format
`),
  arity: atLeast(1),
  build: ({ values, args }) =>
    ok({
      command: 'node inspect',
      nodes: args,
      format: textOf(values, 'format'),
      pretty: boolOf(values, 'pretty'),
    }),
})

const rm = command({
  name: 'rm',
  aliases: ['remove'],
  use: '[OPTIONS] NODE [NODE...]',
  short: 'Remove one or more nodes from the swarm',
  flags: flagTable(`
    -f, --force | Force remove a node from the swarm
`),
  arity: atLeast(1),
  build: ({ values, args }) => ok({ command: 'node rm', nodes: args, force: boolOf(values, 'force') }),
})

const update = command({
  name: 'update',
  use: '[OPTIONS] NODE',
  short: 'Update a node',
  flags: flagTable(`
        --availability string | Availability of the node ("active", "pause", "drain")
        --label-add list | Add or update a node label ("key=value")
        --label-rm list | Remove a node label if exists
        --role string | Role of the node ("worker", "manager")
`),
  arity: exactly(1),
  build: ({ values, args: [node = ''] }) =>
    ok({
      command: 'node update',
      node,
      ...optional('role', values.get('role')?.at(-1)),
      ...optional('availability', values.get('availability')?.at(-1)),
      addLabels: listOf(values, 'label-add'),
      removeLabels: listOf(values, 'label-rm'),
    }),
})

const ps = command({
  name: 'ps',
  use: '[OPTIONS] [NODE...]',
  short: 'List tasks running on one or more nodes, defaults to current node',
  flags: taskListFlags,
  arity: atLeast(0),
  build: ({ values, args }) => ok({ command: 'node ps', nodes: args, ...tasksAsked(values) }),
})

const role = (name: 'promote' | 'demote', short: string) =>
  command({
    name,
    use: 'NODE [NODE...]',
    short,
    arity: atLeast(1),
    build: ({ args }) => ok({ command: `node ${name}`, nodes: args }),
  })

/** The group `docker node`, which help shows on managers only. */
export const node = group(
  'node',
  'Manage Swarm nodes',
  [
    role('demote', 'Demote one or more nodes from manager in the swarm'),
    inspect,
    ls,
    role('promote', 'Promote one or more nodes to manager in the swarm'),
    ps,
    rm,
    update,
  ],
  'manager',
)
