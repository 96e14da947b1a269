/** `docker container …`: the same commands as directly under docker, two of them by other names, and a few more. */
import { group, stub, type CommandNode } from '../command.js'
import { create, run } from './create.js'
import { attach, exec } from './enter.js'
import { containerPrune, kill, pause, rename, restart, rm, start, stop, unpause, wait } from './lifecycle.js'
import { containerInspect, logs, port, ps } from './look.js'

/** What is known of the container commands that the simulator does not have; they too exist without `container`. */
export const containerStubs: readonly CommandNode[] = [
  stub('commit', "Create a new image from a container's changes"),
  stub('cp', 'Copy files/folders between a container and the local filesystem'),
  stub('diff', "Inspect changes to files or directories on a container's filesystem"),
  stub('export', "Export a container's filesystem as a tar archive"),
  stub('stats', 'Display a live stream of container(s) resource usage statistics'),
  stub('top', 'Display the running processes of a container'),
  stub('update', 'Update configuration of one or more containers'),
]

/** The group `docker container`; `ls` is `docker ps`, `inspect` asks for containers only. */
export const container = group('container', 'Manage containers', [
  ...containerStubs,
  attach,
  create,
  exec,
  containerInspect,
  kill,
  logs,
  { ...ps, name: 'ls', aliases: ['ps', 'list'] },
  pause,
  port,
  containerPrune,
  rename,
  restart,
  { ...rm, aliases: ['remove'] },
  run,
  start,
  stop,
  unpause,
  wait,
])
