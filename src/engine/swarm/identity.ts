/** Ids and tokens that look like swarm's (swarmkit identity/randomid.go, ca/config.go GenerateJoinToken), made of the world's step. */
import { makeId } from '../../cnm/identity.js'
import type { IdKind } from '../../cnm/identity.js'
import type { Swarm } from './swarm.js'

/** Base 36, in which 25 digits hold 128 bits. */
const inBase36 = (hex: string, length: number): string =>
  BigInt(`0x${hex}`).toString(36).padStart(length, '0').slice(-length)

/**
 * 25 letters and digits (swarmkit identity/randomid.go NewID), of the world's step, so that a replay has the same.
 */
export function makeSwarmId(kind: IdKind, host: number, step: number): string {
  const id = inBase36(makeId(kind, host, step).slice(0, 32), 25)
  // a short id is to look like one: with a digit among its letters
  return /^[a-z]{12}/.test(id) ? `0${id.slice(1)}` : id
}

/** 50 letters and digits: the digest of a certificate authority. */
export const makeDigest = (host: number, step: number): string => inBase36(makeId('token', host, step), 50)

/** `SWMTKN-1-DIGEST-SECRET`: who the cluster is, and which role the bearer gets. */
export const joinToken = ({ digest, secrets }: Swarm, role: 'worker' | 'manager'): string =>
  `SWMTKN-1-${digest}-${secrets[role]}`

/**
 * The parts of a token that can be one (swarmkit ca/config.go ParseJoinToken); undefined: it cannot. The secret
 * tells the role.
 */
export function parseToken(text: string): { readonly digest: string; readonly secret: string } | undefined {
  const [, digest, secret] = /^SWMTKN-[12]-([0-9a-z]{50})-([0-9a-z]{25})$/.exec(text) ?? []
  return digest === undefined || secret === undefined ? undefined : { digest, secret }
}
