/** start, stop, restart, kill, wait, rm, prune, rename, pause and unpause (docker/cli cli/command/container). */
import { err, ok } from '../../../addr/result.js'
import { atLeast, exactly } from '../arity.js'
import { plainError } from '../clientError.js'
import { command } from '../command.js'
import { flagTable } from '../flagSpec.js'
import { boolOf, numberOf, optional, textOf } from '../flagValues.js'
import { pruneCommand } from './prune.js'

const EXPERIMENTAL = 'a Docker daemon with experimental features enabled'

/** `docker stop` is `docker container stop`. */
const aliasesOf = (name: string) => `docker container ${name}, docker ${name}`

/** One container at most where a stream is attached. */
export const start = command({
  name: 'start',
  use: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Start one or more stopped containers',
  aliasLine: aliasesOf('start'),
  flags: [
    ...flagTable(`
    -a, --attach | Attach STDOUT/STDERR and forward signals
        --detach-keys string | Override the key sequence for detaching a container
    -i, --interactive | Attach container's STDIN
`),
    ...flagTable(
      `
  ~   --checkpoint string | Restore from this checkpoint
  ~   --checkpoint-dir string | Use a custom checkpoint storage directory
`,
      { checkpoint: { onlyOn: EXPERIMENTAL }, 'checkpoint-dir': { onlyOn: EXPERIMENTAL } },
    ),
  ],
  arity: atLeast(1),
  build: ({ values, args }) => {
    const attach = boolOf(values, 'attach')
    const interactive = boolOf(values, 'interactive')
    return (attach || interactive) && args.length > 1
      ? err(plainError('you cannot start and attach multiple containers at once'))
      : ok({ command: 'start', containers: args, attach, interactive })
  },
})

// --time is the old name of --timeout: both are kept apart, so that both together are an error
const stopper = (name: 'stop' | 'restart', short: string) =>
  command({
    name,
    use: '[OPTIONS] CONTAINER [CONTAINER...]',
    short,
    aliasLine: aliasesOf(name),
    flags: flagTable(
      `
  -s, --signal string | Signal to send to the container
  -t, --timeout int | Seconds to wait before killing the container
  ~   --time int | Seconds to wait before killing the container (deprecated: use --timeout)
`,
      { time: { deprecated: 'use --timeout instead' } },
    ),
    arity: atLeast(1),
    build: ({ values, args }) => {
      if (values.has('time') && values.has('timeout')) {
        return err(plainError('conflicting options: cannot specify both --timeout and --time'))
      }
      const given = ['timeout', 'time'].find((flag) => values.has(flag))
      return ok({
        command: name,
        containers: args,
        ...optional('timeout', given === undefined ? undefined : numberOf(values, given, 0)),
        signal: textOf(values, 'signal'),
      })
    },
  })

export const stop = stopper('stop', 'Stop one or more running containers')
export const restart = stopper('restart', 'Restart one or more containers')

/** KILL where no signal is given. */
export const kill = command({
  name: 'kill',
  use: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Kill one or more running containers',
  aliasLine: aliasesOf('kill'),
  flags: flagTable(`
    -s, --signal string | Signal to send to the container
`),
  arity: atLeast(1),
  build: ({ values, args }) => ok({ command: 'kill', containers: args, signal: textOf(values, 'signal') }),
})

export const rm = command({
  name: 'rm',
  use: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Remove one or more containers',
  aliasLine: 'docker container rm, docker container remove, docker rm',
  flags: flagTable(`
    -f, --force | Force the removal of a running container (uses SIGKILL)
    -l, --link | Remove the specified link
    -v, --volumes | Remove anonymous volumes associated with the container
`),
  arity: atLeast(1),
  build: ({ values, args }) =>
    ok({
      command: 'rm',
      containers: args,
      force: boolOf(values, 'force'),
      volumes: boolOf(values, 'volumes'),
      link: boolOf(values, 'link'),
    }),
})

export const wait = command({
  name: 'wait',
  use: 'CONTAINER [CONTAINER...]',
  short: 'Block until one or more containers stop, then print their exit codes',
  aliasLine: aliasesOf('wait'),
  arity: atLeast(1),
  build: ({ args }) => ok({ command: 'wait', containers: args }),
})

export const containerPrune = pruneCommand('container prune', 'Remove all stopped containers')

/** Blank names are refused by the client, before it asks. */
export const rename = command({
  name: 'rename',
  use: 'CONTAINER NEW_NAME',
  short: 'Rename a container',
  aliasLine: aliasesOf('rename'),
  arity: exactly(2),
  build: ({ args }) => {
    const [container = '', newName = ''] = args.map((arg) => arg.trim())
    return container === '' || newName === ''
      ? err(plainError('Error: Neither old nor new names may be empty'))
      : ok({ command: 'rename', container, newName })
  },
})

const pauser = (name: 'pause' | 'unpause', short: string) =>
  command({
    name,
    use: 'CONTAINER [CONTAINER...]',
    short,
    aliasLine: aliasesOf(name),
    arity: atLeast(1),
    build: ({ args }) => ok({ command: name, containers: args }),
  })

export const pause = pauser('pause', 'Pause all processes within one or more containers')
export const unpause = pauser('unpause', 'Unpause all processes within one or more containers')
