/** `docker swarm update`, `unlock-key`, `unlock`, and the settings that `swarm init` takes, too (docker/cli cli/command/swarm). */
import { membership, managed } from '../../engine/swarm/membership.js'
import type { SwarmSettings } from '../../engine/swarm/settings.js'
import { swarmUpdate } from '../../engine/swarm/swarmUpdate.js'
import type { DockerWorld } from '../../engine/state.js'
import type { OtherFlag } from '../args/requests/common.js'
import type { SwarmUnlockKeyRequest, SwarmUpdateRequest } from '../args/requests/swarm.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'

/** What was said of them; all others stay. */
export function settingsOf(flags: readonly OtherFlag[]): Partial<SwarmSettings> {
  const value = (flag: string): string | undefined => flags.find((f) => f.flag === flag)?.values.at(-1)
  const number = <Key extends keyof SwarmSettings>(key: Key, flag: string) => {
    const text = value(flag)
    return text === undefined ? {} : { [key]: Number(text) }
  }
  const autolock = value('autolock')
  return {
    ...number('historyLimit', 'task-history-limit'),
    ...number('heartbeat', 'dispatcher-heartbeat'),
    ...number('certExpiry', 'cert-expiry'),
    ...number('snapshotInterval', 'snapshot-interval'),
    ...number('oldSnapshots', 'max-snapshots'),
    ...(autolock !== undefined && { autolock: autolock === 'true' }),
  }
}

/** The key is shown when managers are locked from now on. */
export function dockerSwarmUpdate({ env, state, host }: Engine, { otherFlags }: SwarmUpdateRequest): Outcome {
  const before = keyIn(state, host)
  const done = swarmUpdate(env, state, host, settingsOf(otherFlags))
  if (!done.ok) return refused(state, daemonError(done.error.error))
  const key = keyIn(done.value.state, host)
  return printed(
    done.value.state,
    `Swarm updated.\n${before === null && key !== null ? unlockText(key) : ''}`,
  )
}

const keyIn = (state: DockerWorld, host: string): string | null =>
  membership(state, host)?.swarm.unlockKey ?? null

/** printUnlockCommand of docker/cli swarm/unlock_key.go. */
export const unlockText = (key: string): string =>
  'To unlock a swarm manager after it restarts, run the `docker swarm unlock`\ncommand and provide the following key:\n\n' +
  `    ${key}\n\nRemember to store this key in a password manager, since without it you\nwill not be able to restart the manager.\n`

/**
 * Rotation first, then the key that there is (docker/cli swarm/unlock_key.go runUnlockKey). The two questions fail
 * with different words, though the engine says the same. `-q`: the key alone.
 */
export function dockerSwarmUnlockKey(
  { env, state, host }: Engine,
  { rotate, quiet }: SwarmUnlockKeyRequest,
): Outcome {
  const member = managed(state, host)
  if (!member.ok)
    return refused(state, `${rotate ? '' : 'could not fetch unlock key: '}${daemonError(member.error)}`)
  if (rotate && member.value.swarm.unlockKey === null)
    return refused(state, 'cannot rotate because autolock is not turned on')
  const done = rotate ? swarmUpdate(env, state, host, {}, true) : null
  if (done?.ok === false) return refused(state, daemonError(done.error.error))
  const next = done?.value.state ?? state
  const key = keyIn(next, host)
  if (key === null) return refused(next, 'no unlock key is set')
  if (quiet) return printed(next, `${key}\n`)
  return printed(next, `${rotate ? 'Successfully rotated manager unlock key.\n' : ''}${unlockText(key)}`)
}

/** Engines here never start again, so none is ever locked. */
export const dockerSwarmUnlock = ({ state, host }: Engine): Outcome =>
  refused(
    state,
    membership(state, host) ? 'Error: swarm is not locked' : 'Error: This node is not part of a swarm',
  )
