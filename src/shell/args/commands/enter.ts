/** exec and attach (docker/cli cli/command/container). Does not model detach keys. */
import { err, ok } from '../../../addr/result.js'
import { atLeast, exactly } from '../arity.js'
import { environmentVariable } from '../checks/label.js'
import { plainError } from '../clientError.js'
import { command } from '../command.js'
import { flagTable, oneValue } from '../flagSpec.js'
import { boolOf, listOf, textOf } from '../flagValues.js'
import type { DockerRequest } from '../requests.js'
import { missingFile } from '../checks/files.js'

/** Flags end at the container's name: what follows is the program's. */
export const exec = command({
  name: 'exec',
  use: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  short: 'Execute a command in a running container',
  aliasLine: 'docker container exec, docker exec',
  flags: flagTable(
    `
    -d, --detach | Detached mode: run command in the background
        --detach-keys string | Override the key sequence for detaching a container
    -e, --env list | Set environment variables
        --env-file list | Read in a file of environment variables
    -i, --interactive | Keep STDIN open even if not attached
        --privileged | Give extended privileges to the command
    -t, --tty | Allocate a pseudo-TTY
    -u, --user string | Username or UID (format: "<name|uid>[:<group|gid>]")
    -w, --workdir string | Working directory inside the container
`,
    { env: { check: oneValue(environmentVariable) } },
  ),
  interspersed: false,
  arity: atLeast(2),
  build: ({ values, args: [container = '', ...cmd] }) => {
    const [file] = listOf(values, 'env-file')
    if (file !== undefined) return err(plainError(missingFile(file)))
    return ok<DockerRequest>({
      command: 'exec',
      container,
      cmd,
      detach: boolOf(values, 'detach'),
      interactive: boolOf(values, 'interactive'),
      tty: boolOf(values, 'tty'),
      privileged: boolOf(values, 'privileged'),
      user: textOf(values, 'user'),
      workingDir: textOf(values, 'workdir'),
      env: listOf(values, 'env'),
    })
  },
})

/** `docker attach`, which has nothing to attach to here (docker/exec.ts). */
export const attach = command({
  name: 'attach',
  use: '[OPTIONS] CONTAINER',
  short: 'Attach local standard input, output, and error streams to a running container',
  aliasLine: 'docker container attach, docker attach',
  flags: flagTable(`
        --detach-keys string | Override the key sequence for detaching a container
        --no-stdin | Do not attach STDIN
        --sig-proxy | Proxy all received signals to the process (default true)
`),
  arity: exactly(1),
  build: ({ values, args: [container = ''] }) =>
    ok({
      command: 'attach',
      container,
      noStdin: boolOf(values, 'no-stdin'),
      sigProxy: boolOf(values, 'sig-proxy', true),
    }),
})
