/** ps, inspect, port and logs: what only reads (docker/cli cli/command/container, cli/command/system/inspect.go). */
import { err, ok } from '../../../addr/result.js'
import { goQuote } from '../../template/quote.js'
import { atLeast, between, exactly } from '../arity.js'
import { plainError } from '../clientError.js'
import { command } from '../command.js'
import { flagTable } from '../flagSpec.js'
import { boolOf, listOf, numberOf, optional, textOf } from '../flagValues.js'
import { pairsOf } from '../keyValues.js'
import type { DockerRequest } from '../requests.js'
import { FORMAT_HELP, INSPECT_FORMAT_HELP } from '../tables/format.js'

/** `docker ps`; `docker container ls` is the same command by other names (commands/container.ts). */
export const ps = command({
  name: 'ps',
  use: '[OPTIONS]',
  short: 'List containers',
  aliasLine: 'docker container ls, docker container list, docker container ps, docker ps',
  flags: flagTable(`
    -a, --all | Show all containers (default shows just running)
    -f, --filter filter | Filter output based on conditions provided
        --format string | ${FORMAT_HELP}
    -n, --last int | Show n last created containers (includes all states) (default -1)
    -l, --latest | Show the latest created container (includes all states)
        --no-trunc | Don't truncate output
    -q, --quiet | Only display container IDs
    -s, --size | Display total file sizes
`),
  build: ({ values }) =>
    ok({
      command: 'ps',
      all: boolOf(values, 'all'),
      filters: pairsOf(listOf(values, 'filter')),
      format: textOf(values, 'format'),
      last: numberOf(values, 'last', -1),
      latest: boolOf(values, 'latest'),
      noTrunc: boolOf(values, 'no-trunc'),
      quiet: boolOf(values, 'quiet'),
      size: boolOf(values, 'size'),
    }),
})

const objectTypes = 'config container image network node plugin secret service task volume'.split(' ')
const mustBe = `must be one of ${objectTypes.map(goQuote).join(', ')}`

/** `docker inspect`, of objects of every type. */
export const inspect = command({
  name: 'inspect',
  use: '[OPTIONS] NAME|ID [NAME|ID...]',
  short: 'Return low-level information on Docker objects',
  flags: flagTable(`
    -f, --format string | ${INSPECT_FORMAT_HELP}
    -s, --size | Display total file sizes if the type is container
        --type string | Only inspect objects of the given type
`),
  arity: atLeast(1),
  build: ({ values, args }) => {
    const type = textOf(values, 'type')
    if (values.has('type') && type === '') return err(plainError(`type is empty: ${mustBe}`))
    if (type !== '' && !objectTypes.includes(type)) {
      return err(plainError(`unknown type: ${goQuote(type)}: ${mustBe}`))
    }
    const size = boolOf(values, 'size')
    return ok<DockerRequest>({
      command: 'inspect',
      names: args,
      type,
      format: textOf(values, 'format'),
      size,
    })
  },
})

/** Containers only, so that errors are the engine's. */
export const containerInspect = command({
  name: 'inspect',
  use: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Display detailed information on one or more containers',
  flags: flagTable(`
    -f, --format string | ${INSPECT_FORMAT_HELP}
    -s, --size | Display total file sizes
`),
  arity: atLeast(1),
  build: ({ values, args }) =>
    ok({
      command: 'container inspect',
      names: args,
      format: textOf(values, 'format'),
      size: boolOf(values, 'size'),
    }),
})

/** The port is not looked at before the container was found. */
export const port = command({
  name: 'port',
  use: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  short: 'List port mappings or a specific mapping for the container',
  aliasLine: 'docker container port, docker port',
  arity: between(1, 2),
  build: ({ args: [container = '', wanted = ''] }) =>
    ok({ command: 'port', container, ...optional('port', wanted === '' ? undefined : wanted) }),
})

export const logs = command({
  name: 'logs',
  use: '[OPTIONS] CONTAINER',
  short: 'Fetch the logs of a container',
  aliasLine: 'docker container logs, docker logs',
  flags: flagTable(`
        --details | Show extra details provided to logs
    -f, --follow | Follow log output
        --since string | Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)
    -n, --tail string | Number of lines to show from the end of the logs (default "all")
    -t, --timestamps | Show timestamps
        --until string | Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)
`),
  arity: exactly(1),
  build: ({ values, args: [container = ''] }) =>
    ok({
      command: 'logs',
      container,
      follow: boolOf(values, 'follow'),
      since: textOf(values, 'since'),
      until: textOf(values, 'until'),
      timestamps: boolOf(values, 'timestamps'),
      details: boolOf(values, 'details'),
      tail: textOf(values, 'tail', 'all'),
    }),
})
