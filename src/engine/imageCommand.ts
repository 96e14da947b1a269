/**
 * The command that a container gets from its image where the user gives none (moby v28.5.2 daemon/commit.go merge,
 * daemon/container.go). Known are those of alpine and busybox, which are shells; of other images nothing is.
 */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { EngineError } from './errors.js'
import type { ContainerConfig } from './state.js'

type Command = Pick<ContainerConfig, 'cmd' | 'entrypoint'>

const OF_IMAGE: readonly (readonly [RegExp, string])[] = [
  [/^(docker\.io\/)?(library\/)?alpine(:|@|$)/, '/bin/sh'],
  [/^(docker\.io\/)?(library\/)?busybox(:|@|$)/, 'sh'],
]

/** An entrypoint of the user's does without the image's command; an empty one (`--entrypoint ""`) is none, and needs a command. */
export function mergedCommand({ image, cmd, entrypoint }: ContainerConfig): Result<Command, EngineError> {
  const given = entrypoint !== null && entrypoint.length > 0
  const reset = entrypoint?.length === 1 && entrypoint[0] === ''
  if (reset && (cmd === null || cmd.length === 0)) return err({ code: 'no-command' })
  const known = OF_IMAGE.find(([name]) => name.test(image))?.[1]
  const standard = known !== undefined && !given && (cmd === null || cmd.length === 0)
  return ok({ entrypoint: reset ? null : entrypoint, cmd: standard ? [known] : cmd })
}
