/** Names of containers: what is allowed, and one where the user gives none (moby v28.5.2 daemon/names.go). */
import type { EngineError } from './errors.js'
import { containerNamed } from './findContainer.js'
import type { HostId } from '../cnm/world.js'
import type { DockerWorld } from './state.js'

/**
 * Null when the name is free on the host and well-formed (reserveName). One leading slash is no part of it. The
 * form is checked first, and at least two characters are needed: RestrictedNamePattern ends in `+`. O(log32
 * containers).
 */
export function refuseName(state: DockerWorld, host: HostId, name: string): EngineError | null {
  const bare = name.startsWith('/') ? name.slice(1) : name
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(bare)) return { code: 'invalid-container-name', name }
  const holder = containerNamed(state, host, bare)
  return holder ? { code: 'container-name-taken', name: bare, id: holder.id } : null
}

// The engine draws from its pkg/namesgenerator. These lists are our own: a name that is made up should be seen to
// be.
const FIRST = [
  'brave',
  'calm',
  'clever',
  'eager',
  'gentle',
  'jolly',
  'keen',
  'lucid',
  'quiet',
  'swift',
  'vivid',
  'wise',
]
const SECOND = [
  'baran',
  'cerf',
  'davies',
  'dijkstra',
  'engelbart',
  'feinler',
  'kahn',
  'metcalfe',
  'perlman',
  'postel',
]

/**
 * An adjective and a surname, joined as the engine joins them, chosen by a number: the next free one from there on;
 * undefined where all 120 are taken. The engine draws at random, and six times at most.
 */
export function nameFrom(seed: number, taken: (name: string) => boolean): string | undefined {
  for (let n = seed; n < seed + FIRST.length * SECOND.length; n++) {
    const name = `${FIRST[n % FIRST.length] ?? ''}_${SECOND[Math.floor(n / FIRST.length) % SECOND.length] ?? ''}`
    if (!taken(name)) return name
  }
  return undefined
}

/**
 * Chosen by the container's id, so that a replay has the same; the short id where all are taken
 * (generateAndReserveName).
 */
export const generatedName = (state: DockerWorld, host: HostId, id: string): string =>
  nameFrom(Number.parseInt(id.slice(0, 8), 16), (name) => containerNamed(state, host, name) !== undefined) ??
  id.slice(0, 12)
