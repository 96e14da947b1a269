/**
 * What `swarm init` and `swarm update` set of a cluster as a whole (moby v28.5.2 daemon/cluster/swarm.go Update; swarmkit
 * manager/controlapi/cluster.go). Of these, the heartbeat and the history decide something here. Not modelled: a manager that
 * starts again and is locked, certificates that expire.
 */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { makeId } from '../../cnm/identity.js'
import { SECOND } from '../service/policy.js'
import type { SwarmError } from './errors.js'

/** Times in nanoseconds. */
export interface SwarmSettings {
  /** Tasks that are kept of a slot; negative: all. */
  readonly historyLimit: number
  /** Between two signs of life of a node. */
  readonly heartbeat: number
  readonly certExpiry: number
  readonly snapshotInterval: number
  readonly oldSnapshots: number
  readonly autolock: boolean
}

/** swarmkit api/defaults, manager/dispatcher DefaultHeartBeatPeriod, ca/certificates.go. */
export const DEFAULT_SETTINGS: SwarmSettings = {
  historyLimit: 5,
  heartbeat: 5 * SECOND,
  certExpiry: 2160 * 3600 * SECOND,
  snapshotInterval: 10_000,
  oldSnapshots: 0,
  autolock: false,
}

const LEAST_EXPIRY = 3600 * SECOND

const refuseSettings = ({ certExpiry, heartbeat }: SwarmSettings): SwarmError | null => {
  const rpc = (text: string): SwarmError => ({ code: 'rpc', status: 'InvalidArgument', text })
  if (certExpiry < LEAST_EXPIRY) return rpc('minimum certificate expiry time is: 1h0m0s')
  return heartbeat < 0 ? rpc('heartbeat time period cannot be a negative duration') : null
}

/** Settings with changes; or why the managers do not take them. */
export function changedSettings(
  before: SwarmSettings,
  change: Partial<SwarmSettings>,
): Result<SwarmSettings, SwarmError> {
  const next = { ...before, ...change }
  const wrong = refuseSettings(next)
  return wrong ? err(wrong) : ok(next)
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** 32 bytes as base 64 without padding (swarmkit manager/encryption HumanReadableKey). */
export function makeUnlockKey(host: number, step: number): string {
  const bits = Array.from(makeId('secret', host, step), (digit) =>
    Number.parseInt(digit, 16).toString(2).padStart(4, '0'),
  ).join('')
  const digits = Array.from({ length: 43 }, (_, i) =>
    DIGITS.charAt(Number.parseInt(bits.slice(i * 6, i * 6 + 6).padEnd(6, '0'), 2)),
  )
  return `SWMKEY-1-${digits.join('')}`
}
