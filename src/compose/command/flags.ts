/** The flags of `docker compose` and its commands (docker/compose v2.40.3 cmd/compose). Those that mean nothing here are taken. */
import { flagTable, type FlagSpec } from '../../shell/args/flagSpec.js'

/** Before the command: `docker compose -f a.yaml up`. The text is a table as `--help` prints it, and is parsed once. */
export const globalFlags: readonly FlagSpec[] = flagTable(`
        --all-resources | Include all resources, even those not used by services
        --ansi string | Control when to print ANSI control characters
        --compatibility | Run compose in backward compatibility mode
        --dry-run | Execute command in dry run mode
        --env-file stringArray | Specify an alternate environment file
    -f, --file stringArray | Compose configuration files
        --parallel int | Control max parallelism
        --profile stringArray | Specify a profile to enable
        --progress string | Set type of progress output
        --project-directory string | Specify an alternate working directory
    -p, --project-name string | Project name
`)

/** What `up` and `create` share. */
const creating = `
        --build | Build images before starting containers
        --force-recreate | Recreate containers even if their configuration and image haven't changed
        --no-build | Don't build an image, even if it's policy
        --no-recreate | If containers already exist, don't recreate them
        --pull string | Pull image before running
        --quiet-pull | Pull without printing progress information
        --remove-orphans | Remove containers for services not defined in the Compose file
        --scale stringArray | Scale SERVICE to NUM instances
    -y, --yes | Assume "yes" as answer to all prompts
`
const timeout = `
    -t, --timeout int | Specify a shutdown timeout in seconds
`

const TABLES = {
  up: `${creating}${timeout}
        --abort-on-container-exit | Stops all containers if any container was stopped
        --always-recreate-deps | Recreate dependent containers
    -d, --detach | Detached mode: Run containers in the background
        --no-deps | Don't start linked services
        --no-color | Produce monochrome output
        --no-log-prefix | Don't print prefix in logs
        --no-start | Don't start the services after creating them
        --quiet-build | Suppress the build output
    -V, --renew-anon-volumes | Recreate anonymous volumes instead of retrieving data from the previous containers
        --timestamps | Show timestamps
        --wait | Wait for services to be running|healthy
        --wait-timeout int | Maximum duration in seconds to wait
`,
  create: creating,
  down: `${timeout}
        --remove-orphans | Remove containers for services not defined in the Compose file
        --rmi string | Remove images used by services
    -v, --volumes | Remove named volumes
`,
  ps: `
    -a, --all | Show all stopped containers
        --filter string | Filter services by a property
        --format string | Format output using a custom template
        --no-trunc | Don't truncate output
        --orphans | Include orphaned services
    -q, --quiet | Only display IDs
        --services | Display services
        --status stringArray | Filter services by status
`,
  config: `
        --format string | Format the output. Values: [yaml, json]
        --hash string | Print the service config hash, one per line
        --images | Print the image names, one per line
        --networks | Print the network names, one per line
        --no-consistency | Don't check model consistency
        --no-interpolate | Don't interpolate environment variables
        --no-normalize | Don't normalize compose model
        --no-path-resolution | Don't resolve file paths
        --profiles | Print the profile names, one per line
    -q, --quiet | Only validate the configuration, don't print anything
        --services | Print the service names, one per line
        --volumes | Print the volume names, one per line
`,
  start: `
        --wait | Wait for services to be running|healthy
`,
  stop: timeout,
  restart: `${timeout}
        --no-deps | Don't restart dependent services
`,
  kill: `
    -s, --signal string | SIGNAL to send to the container
        --remove-orphans | Remove containers for services not defined in the Compose file
`,
  pause: '',
  unpause: '',
  rm: `
    -f, --force | Don't ask to confirm removal
    -s, --stop | Stop the containers, if required, before removing
    -v, --volumes | Remove any anonymous volumes attached to containers
`,
  scale: `
        --no-deps | Don't start linked services
`,
  exec: `
    -d, --detach | Run command in the background
    -e, --env stringArray | Set environment variables
        --index int | Index of the container if service has multiple replicas
    -T, --no-tty | Disable pseudo-TTY allocation
        --privileged | Give extended privileges to the process
    -u, --user string | Run the command as this user
    -w, --workdir string | Path to workdir directory for this command
`,
  port: `
        --index int | Index of the container if service has multiple replicas
        --protocol string | tcp or udp
`,
  ls: `
    -a, --all | Show all stopped Compose projects
        --filter string | Filter output based on conditions provided
        --format string | Format the output
    -q, --quiet | Only display project names
`,
  build: `
        --no-cache | Do not use cache when building the image
        --pull | Always attempt to pull a newer version of the image
        --push | Push service images
    -q, --quiet | Suppress the build output
        --build-arg stringArray | Set build-time variables for services
`,
  logs: `
    -f, --follow | Follow log output
        --index int | Index of the container if service has multiple replicas
        --no-color | Produce monochrome output
        --no-log-prefix | Don't print prefix in logs
        --since string | Show logs since timestamp or relative
    -n, --tail string | Number of lines to show from the end of the logs
    -t, --timestamps | Show timestamps
        --until string | Show logs before a timestamp or relative
`,
  version: `
    -f, --format string | Format the output
        --short | Shows only Compose's version number
`,
} as const

/** The commands that are modelled. */
export type CommandName = keyof typeof TABLES

/** An own key only: `docker compose constructor` is no command. */
export const isCommand = (word: string): word is CommandName => Object.hasOwn(TABLES, word)
export const flagsOf = (command: CommandName): readonly FlagSpec[] => flagTable(TABLES[command])
export const commandNames: readonly string[] = Object.keys(TABLES)
