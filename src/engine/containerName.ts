/** Names of containers: what is allowed, and one where the user gives none (moby v28.5.2 daemon/names.go). */
import type { EngineError } from './errors.js'
import { containerNamed } from './findContainer.js'
import type { HostId } from '../cnm/world.js'
import type { DockerWorld } from './state.js'

/** Null when the name is free and well-formed. */
export function refuseName(state: DockerWorld, host: HostId, name: string): EngineError | null {
  const bare = name.startsWith('/') ? name.slice(1) : name
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(bare)) return { code: 'invalid-container-name', name }
  const holder = containerNamed(state, host, bare)
  return holder ? { code: 'container-name-taken', name: bare, id: holder.id } : null
}

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

/** An adjective and a name, chosen by a number; undefined where all are taken. */
export function nameFrom(seed: number, taken: (name: string) => boolean): string | undefined {
  for (let n = seed; n < seed + FIRST.length * SECOND.length; n++) {
    const name = `${FIRST[n % FIRST.length] ?? ''}_${SECOND[Math.floor(n / FIRST.length) % SECOND.length] ?? ''}`
    if (!taken(name)) return name
  }
  return undefined
}

/** Chosen by the container's id; the short id where all are taken. */
export const generatedName = (state: DockerWorld, host: HostId, id: string): string =>
  nameFrom(Number.parseInt(id.slice(0, 8), 16), (name) => containerNamed(state, host, name) !== undefined) ??
  id.slice(0, 12)
