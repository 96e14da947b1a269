/** What a program gets when it looks a name up, with all steps; and who bears the name, where it got nothing. */
import { familyOf } from '../addr/ip.js'
import type { Family, Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { allEndpoints, findEndpoint, joinedBy, networkOf } from '../cnm/lookup.js'
import type { World } from '../cnm/world.js'
import type { Conversation } from '../dataplane/conversation.js'
import type { NamespaceId } from '../dataplane/namespace.js'
import type { DataPlane } from '../dataplane/plane.js'
import { remembered } from '../dataplane/remember.js'
import { isLocal, routeTo, sourceFor } from '../dataplane/routing.js'
import { nameKey } from '../dns/names.js'
import { resolveStub } from '../dns/stub.js'
import type { StubAnswer, StubView } from '../dns/stub.js'
import { askServer } from './ask.js'
import type { Heard } from './ask.js'
import { askerOf } from './asker.js'
import type { Asker, NamespaceRef } from './asker.js'
import { hostsLines, resolvConf } from './files.js'

/** An endpoint that people call by a name, whether or not the asker can find it. */
export interface Bearer {
  readonly host: string
  readonly network: string
  readonly endpoint: string
  /** The asker is on that network too. */
  readonly attached: boolean
  /** Resolvers of that network know the name. */
  readonly named: boolean
}

export interface Resolution extends StubAnswer {
  readonly asker: Pick<Asker, 'ref' | 'label'> & {
    /** What the sandbox asks with: its embedded resolver, or resolv.conf alone. */
    readonly embedded: boolean
    /** Best gateway first; null for a machine and for a sandbox that is the machine's own. */
    readonly networks: readonly { readonly name: string; readonly internal: boolean }[] | null
  }
  readonly name: string
  readonly family: Family | 'any'
  /** The conversations with outside DNS servers. */
  readonly asked: readonly Conversation[]
  /** Empty when the name was found. */
  readonly bearers: readonly Bearer[]
}

/**
 * Look a name up as getaddrinfo does, from a sandbox or a host. A literal address is its own answer. Throws for a `from`
 * that the world does not have. Costs a walk for each outside server asked.
 */
export function resolve(
  env: Env,
  world: World,
  from: NamespaceRef,
  name: string,
  family: Family | 'any' = 'any',
): Resolution {
  return resolveFor(env, world, askerOf(world, from), name, family)
}

/** The same for an asker who was looked up already. */
export function resolveFor(
  env: Env,
  world: World,
  asker: Asker,
  name: string,
  family: Family | 'any',
): Resolution {
  const asked: Conversation[] = []
  const { address, addresses, why } = lookUp(
    env,
    world,
    asker,
    name,
    family,
    (conversation) => void asked.push(conversation),
  )
  return {
    address,
    addresses,
    why,
    asker: asks(asker, world),
    name,
    family,
    asked,
    bearers: address === undefined ? bearersOf(world, asker, name) : [],
  }
}

/** What the look-up gives, and nothing about who asks and who else bears the name: O(networks of the asker). */
export function lookUp(
  env: Env,
  world: World,
  asker: Asker,
  name: string,
  family: Family | 'any' = 'any',
  heard: Heard = () => undefined,
): StubAnswer {
  return resolveStub(new Seen(env, world, asker), name, family, (server, query) =>
    askServer(env, world, asker, server, query, heard),
  )
}

/** What the asker's libc goes by, made when it looks: an address needs no file, and a name in the first one not the second. */
class Seen implements StubView {
  readonly #env: Env
  readonly #world: World
  readonly #asker: Asker

  constructor(env: Env, world: World, asker: Asker) {
    this.#env = env
    this.#world = world
    this.#asker = asker
  }

  get hosts(): StubView['hosts'] {
    return hostsLines(this.#world, this.#asker)
  }

  get resolv(): StubView['resolv'] {
    return resolvConf(this.#world, this.#asker)
  }

  get sourceFor(): StubView['sourceFor'] {
    return sourcesOf(dataPlane(this.#env, this.#world), this.#asker.namespace)
  }
}

/** An asker is of one world, and so is what answers tell of it. */
const asks = remembered(({ ref, label, sandbox }: Asker, world: World): Resolution['asker'] => {
  if (sandbox === null || sandbox.useHost) return { ref, label, embedded: false, networks: null }
  const networks = joinedBy(world, sandbox).map((e) => networkOf(world, e.network))
  return {
    ref,
    label,
    embedded: sandbox.resolver,
    networks: networks.map(({ name, internal }) => ({ name, internal })),
  }
})

/**
 * The source address that the kernel would choose for a destination: what glibc finds out with a connected UDP socket, when it
 * sorts addresses (sysdeps/posix/getaddrinfo.c). undefined: no route.
 */
function sourcesOf(plane: DataPlane, id: NamespaceId): (destination: Ip) => Ip | undefined {
  return (destination) => {
    const namespace = plane.namespace(id)
    if (!namespace) return undefined
    if (isLocal(namespace, destination)) return destination
    const route = routeTo(namespace, destination)
    return route && familyOf(route.to) === familyOf(destination) ? sourceFor(namespace, route) : undefined
  }
}

/** O(endpoints of the world); only for names that were not found. */
function bearersOf(world: World, { sandbox }: Asker, name: string): readonly Bearer[] {
  const key = nameKey(name)
  // a name that people use may be an endpoint's own, even where no resolver was told of it
  const own = new Set(sandbox?.endpoints.flatMap((id) => findEndpoint(world, id)?.network ?? []))
  return allEndpoints(world)
    .filter((e) => e.sandbox !== null)
    .flatMap((e) => {
      const named = e.names.some((n) => nameKey(n.name) === key)
      if (!named && nameKey(e.name) !== key) return []
      const network = networkOf(world, e.network)
      return [
        {
          host: network.host,
          network: network.name,
          endpoint: e.name,
          attached: own.has(e.network),
          named,
        },
      ]
    })
}
