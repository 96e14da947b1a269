/**
 * libnetwork's Controller, for one host: a thin, mutable holder of an immutable world. Every method applies one command; a
 * refusal is thrown as CnmRefusal and changes nothing. Handles (network, endpoint, sandbox) are names for ids, no copies.
 */
import { addHost } from './addHost.js'
import type { Command, Made } from './command.js'
import { apply } from './command.js'
import type { EndpointSpec } from './createEndpoint.js'
import type { Env } from './env.js'
import { CnmRefusal } from './errors.js'
import { endpointOf, findHost, networkNamed, networkOf, sandboxOf } from './lookup.js'
import type { NetworkSpec } from './networkSpec.js'
import type { SandboxSpec } from './newSandbox.js'
import type { Endpoint, EndpointId, HostId, Network, NetworkId, Sandbox, SandboxId, World } from './world.js'
import { emptyWorld } from './world.js'

/** A network that the controller knows. */
export interface NetworkHandle {
  readonly id: NetworkId
  readonly info: () => Network
  /** Addresses are taken at once; the interface appears when the endpoint joins a sandbox. */
  readonly createEndpoint: (name: string, spec?: Omit<EndpointSpec, 'name'>) => EndpointHandle
  readonly delete: () => void
}

/** An endpoint that the controller knows. After `delete`, `info` throws, as for anything that is gone. */
export interface EndpointHandle {
  readonly id: EndpointId
  readonly info: () => Endpoint
  readonly join: (sandbox: SandboxHandle) => void
  readonly leave: (sandbox: SandboxHandle) => void
  readonly delete: () => void
}

/** A sandbox that the controller knows. */
export interface SandboxHandle {
  readonly id: SandboxId
  readonly info: () => Sandbox
  readonly delete: () => void
}

/**
 * libnetwork's entry for programs: NewNetwork, CreateEndpoint, NewSandbox, Join under their own names. The questions
 * are added in `src/controller.ts`.
 */
export class BaseController {
  #world: World

  /** A world with that host in it, or a new one whose only host runs an engine and is on no LAN. */
  constructor(
    protected readonly env: Env,
    world: World = emptyWorld,
    readonly host: HostId = 'host',
  ) {
    this.#world = findHost(world, host) ? world : withHost(env, world, host)
  }

  /** The world as it is now. Keep it, ask it, compare it: it never changes. */
  get world(): World {
    return this.#world
  }

  /** Apply any command. Throws CnmRefusal. */
  apply(command: Command): Made {
    const change = apply(this.env, this.#world, command)
    // here alone the model throws a refusal: who calls a method wants a stack trace at his own line
    if (!change.ok) throw new CnmRefusal(change.error)
    this.#world = change.value.world
    return change.value
  }

  /** Create a network of that driver (libnetwork NewNetwork). */
  newNetwork(driver: string, name: string, spec: Omit<NetworkSpec, 'driver' | 'name'> = {}): NetworkHandle {
    const { network } = this.apply({ do: 'newNetwork', host: this.host, spec: { ...spec, driver, name } })
    return this.#network(network ?? '')
  }

  /** The network of that name, or undefined. */
  network(name: string): NetworkHandle | undefined {
    const found = networkNamed(this.#world, this.host, name)
    return found && this.#network(found.id)
  }

  /** Create an empty network stack for a container id (libnetwork NewSandbox). */
  newSandbox(containerId: string, spec: Omit<SandboxSpec, 'containerId'> = {}): SandboxHandle {
    const { sandbox = '' } = this.apply({ do: 'newSandbox', host: this.host, spec: { ...spec, containerId } })
    return {
      id: sandbox,
      info: () => sandboxOf(this.#world, sandbox),
      delete: () => void this.apply({ do: 'deleteSandbox', sandbox }),
    }
  }

  #network(network: NetworkId): NetworkHandle {
    return {
      id: network,
      info: () => networkOf(this.#world, network),
      createEndpoint: (name, spec = {}) => {
        const { endpoint } = this.apply({
          do: 'createEndpoint',
          network,
          spec: { names: [{ name, kind: 'container' }], ...spec, name },
        })
        return this.#endpoint(endpoint ?? '')
      },
      delete: () => void this.apply({ do: 'deleteNetwork', network }),
    }
  }

  #endpoint(endpoint: EndpointId): EndpointHandle {
    return {
      id: endpoint,
      info: () => endpointOf(this.#world, endpoint),
      join: ({ id }) => void this.apply({ do: 'join', endpoint, sandbox: id }),
      leave: ({ id }) => void this.apply({ do: 'leave', endpoint, sandbox: id }),
      delete: () => void this.apply({ do: 'deleteEndpoint', endpoint }),
    }
  }
}

function withHost(env: Env, world: World, id: HostId): World {
  const added = addHost(env, world, {
    id,
    hasEngine: true,
    interfaces: [],
    routes: [],
    forwarding: true,
    nameservers: [],
    zone: null,
  })
  if (!added.ok) throw new CnmRefusal(added.error)
  return added.value.world
}
