/** Every command directly under docker, and the overview that `docker --help` prints. Plugins: compose only. */
import { group, stub, type CommandNode } from '../command.js'
import { flagUsages } from '../flagUsages.js'
import { commandLines, visible, type SwarmRole } from '../help.js'
import { globalFlags } from '../tables/globalFlags.js'
import { container, containerStubs } from './container.js'
import { create, run } from './create.js'
import { attach, exec } from './enter.js'
import { kill, pause, rename, restart, rm, start, stop, unpause, wait } from './lifecycle.js'
import { inspect, logs, port, ps } from './look.js'
import { network } from './network.js'
import { node } from './node.js'
import { service } from './service.js'
import { swarm } from './swarm.js'
import { events, info, version } from './system.js'

// In the overview's own order; the other sections are sorted by name.
const common: readonly CommandNode[] = [
  run,
  exec,
  ps,
  stub('build', 'Build an image from a Dockerfile'),
  stub('pull', 'Download an image from a registry'),
  stub('push', 'Upload an image to a registry'),
  stub('images', 'List images'),
  stub('login', 'Authenticate to a registry'),
  stub('logout', 'Log out from a registry'),
  stub('search', 'Search Docker Hub for images'),
  version,
  info,
]

const management: readonly CommandNode[] = [
  stub('builder', 'Manage builds'),
  stub('compose', 'Docker Compose', { plugin: true }),
  container,
  stub('context', 'Manage contexts'),
  stub('image', 'Manage images'),
  stub('manifest', 'Manage Docker image manifests and manifest lists'),
  network,
  stub('plugin', 'Manage plugins'),
  group('system', 'Manage Docker', [
    stub('df', 'Show docker disk usage'),
    events,
    info,
    stub('prune', 'Remove unused data'),
  ]),
  stub('trust', 'Manage trust on Docker images'),
  stub('volume', 'Manage volumes'),
]

const orchestration: readonly CommandNode[] = [
  stub('config', 'Manage Swarm configs', { swarm: 'manager' }),
  node,
  stub('secret', 'Manage Swarm secrets', { swarm: 'manager' }),
  service,
  stub('stack', 'Manage Swarm stacks', { swarm: 'manager' }),
  swarm,
]

const others: readonly CommandNode[] = [
  ...containerStubs,
  attach,
  create,
  events,
  stub('history', 'Show the history of an image'),
  stub('import', 'Import the contents from a tarball to create a filesystem image'),
  inspect,
  kill,
  stub('load', 'Load an image from a tar archive or STDIN'),
  logs,
  pause,
  port,
  rename,
  restart,
  rm,
  stub('rmi', 'Remove one or more images'),
  stub('save', 'Save one or more images to a tar archive (streamed to STDOUT by default)'),
  start,
  stop,
  stub('tag', 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE'),
  unpause,
  wait,
]

/** In the order in which a word is looked for; names are unique. */
export const rootCommands: readonly CommandNode[] = [
  ...common,
  ...management,
  ...orchestration,
  ...others,
  // Hidden: there to say what is missing.
  stub('bake', 'Build from a file'),
  stub('checkpoint', 'Manage checkpoints'),
  stub('completion', 'Generate the autocompletion script for the specified shell'),
]

/** What errors of docker's own flags show. */
export const ROOT_USE_LINE = 'docker [OPTIONS] COMMAND [ARG...]'

/** What `docker --help` prints, and `docker` alone on stderr. */
export const rootHelp = (role: SwarmRole): string =>
  `${[
    'Usage:  docker [OPTIONS] COMMAND',
    'A self-sufficient runtime for containers',
    `Common Commands:\n${commandLines(common)}`,
    `Management Commands:\n${commandLines(visible(management, role))}`,
    `Swarm Commands:\n${commandLines(visible(orchestration, role))}`,
    `Commands:\n${commandLines(visible(others, role))}`,
    `Global Options:\n${flagUsages(globalFlags)}`,
    "Run 'docker COMMAND --help' for more information on a command.",
    'For more help on how to use Docker, head to https://docs.docker.com/go/guides/',
  ].join('\n\n')}\n`
