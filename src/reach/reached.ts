/**
 * Everything that gets through in a world, as a set that can be compared with another world's: pings and ports between
 * sandboxes, what machines reach of them, published ports, and names. Two addresses of one place count as one.
 */
import type { Ip } from '../addr/ip.js'
import type { Env } from '../cnm/env.js'
import { joinedBy } from '../cnm/lookup.js'
import type { World } from '../cnm/world.js'
import { exposure } from './exposure.js'
import { matrix, matrixRows, type Progress } from './matrix.js'
import { allSandboxes, sandboxPlaces } from './place.js'
import type { PortAsked } from './reaches.js'
import { resolve } from './resolve.js'

export type What =
  | { readonly kind: 'ping' }
  /** `published`: a port of the host that leads there. */
  | ({ readonly kind: 'port'; readonly published: boolean } & PortAsked)
  /** The name stands for an address of that place. */
  | { readonly kind: 'name'; readonly name: string }

export interface Reached {
  /** Labels. */
  readonly from: string
  readonly to: string
  readonly what: What
  /** The first address that answered; of a name, the one that it stands for. */
  readonly address: Ip
}

/** What is asked about; the same for both worlds of a comparison. */
export interface Scope {
  readonly ports: readonly PortAsked[]
  /** Names that places were given, by the place's label. */
  readonly names: ReadonlyMap<string, readonly string[]>
}

/** The ports where programs listen in any of the worlds, and the names of their sandboxes; ids are no names. */
export function scopeOf(...worlds: readonly World[]): Scope {
  const ports = new Map<string, PortAsked>()
  const names = new Map<string, Set<string>>()
  for (const world of worlds)
    for (const sandbox of allSandboxes(world)) {
      for (const { protocol, port } of sandbox.listeners)
        if (protocol !== 'icmp') ports.set(`${protocol}/${port}`, { protocol, port })
      const known = names.get(sandbox.label) ?? new Set()
      for (const endpoint of joinedBy(world, sandbox))
        for (const { name, kind } of endpoint.names) if (kind !== 'short-id') known.add(name)
      names.set(sandbox.label, known)
    }
  return {
    ports: [...ports.values()].toSorted((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1)),
    names: new Map([...names].map(([label, known]) => [label, [...known].toSorted()])),
  }
}

/** By key, in the order in which a matrix goes. Cost: a matrix, an exposure, and a look-up for each pair and name. */
export function reached(
  env: Env,
  world: World,
  { ports, names }: Scope,
  progress: Progress = () => undefined,
): ReadonlyMap<string, Reached> {
  const found = new Map<string, Reached>()
  const note = (each: Reached): void => {
    const key = keyOf(each)
    if (!found.has(key)) found.set(key, each)
  }
  for (const { from, to, address, ping, ports: asked } of matrixRows(
    matrix(env, world, { ports }, progress),
  )) {
    if (ping === 'ok') note({ from, to, what: { kind: 'ping' }, address })
    for (const { verdict, ...port } of asked)
      if (verdict === 'ok') note({ from, to, what: { kind: 'port', published: false, ...port }, address })
  }
  for (const { label: to, seenFrom } of exposure(env, world))
    for (const { label: from, openings } of seenFrom)
      for (const { address, protocol, port, published } of openings)
        note({
          from,
          to,
          what: protocol === 'icmp' ? { kind: 'ping' } : { kind: 'port', published, protocol, port },
          address,
        })
  for (const each of namesFound(env, world, names)) note(each)
  return found
}

function namesFound(env: Env, world: World, names: Scope['names']): readonly Reached[] {
  const places = sandboxPlaces(world)
  return places.flatMap((asker) =>
    places
      .filter((place) => place !== asker)
      .flatMap(({ label: to, addresses }) =>
        (names.get(to) ?? []).flatMap((name) => {
          const { address } = resolve(env, world, asker.namespace, name)
          return address !== undefined && addresses.includes(address)
            ? [{ from: asker.label, to, what: { kind: 'name' as const, name }, address }]
            : []
        }),
      ),
  )
}

/** Two worlds' facts are the same when their keys are. */
function keyOf({ from, to, what }: Reached): string {
  switch (what.kind) {
    case 'ping':
      return JSON.stringify([from, to, what.kind])
    case 'port':
      return JSON.stringify([from, to, what.kind, what.published, what.protocol, what.port])
    case 'name':
      return JSON.stringify([from, to, what.kind, what.name])
  }
}
