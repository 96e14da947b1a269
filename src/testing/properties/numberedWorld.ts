/** The real system of model runs: a world of one host whose networks, sandboxes and endpoints are called by numbers. */
import { addressOf } from '../../addr/cidr.js'
import { apply, type Command, type Made } from '../../cnm/command.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import { describe } from '../../cnm/errors.js'
import { endpointOf } from '../../cnm/lookup.js'
import type { EndpointId, NetworkId, SandboxId, World } from '../../cnm/world.js'
import { converse } from '../../dataplane/conversation.js'
import { labWorld } from '../../shell/lab/labWorld.js'
import { hasIcc, isInternal, isUnprotected } from './membership.js'

const HOST = 'h1'
const BRIDGE = 'com.docker.network.bridge'

/**
 * A mutable holder of immutable worlds, as `fc.Command` wants its real system. What the model would never do is refused
 * by throwing: a refusal here is a finding.
 */
export class NumberedWorld {
  readonly #env: Env
  #world: World
  readonly #networks = new Map<number, NetworkId>()
  readonly #sandboxes = new Map<number, SandboxId>()
  /** By sandbox, then by network. */
  readonly #endpoints = new Map<number, Map<number, EndpointId>>()

  /** With so many networks, and sandboxes dealt out to them; or as another one. */
  constructor(env: Env, start: { readonly networks: number; readonly sandboxes: number } | NumberedWorld) {
    this.#env = env
    if (start instanceof NumberedWorld) {
      this.#world = start.#world
      for (const [number, id] of start.#networks) this.#networks.set(number, id)
      for (const [number, id] of start.#sandboxes) this.#sandboxes.set(number, id)
      for (const [number, own] of start.#endpoints) this.#endpoints.set(number, new Map(own))
      return
    }
    this.#world = labWorld(env, 1)
    for (let number = 0; number < start.networks; number++) this.createNetwork(number)
    for (let number = 0; number < start.sandboxes; number++) {
      this.createSandbox(number)
      this.createEndpoint(number, number % start.networks)
      this.join(number, number % start.networks)
    }
  }

  get world(): World {
    return this.#world
  }

  /** The number decides the options, so that a smaller number is not a simpler network by chance. */
  createNetwork(number: number): void {
    const options: readonly (readonly [string, string])[] = [
      ...(hasIcc(number) ? [] : [[`${BRIDGE}.enable_icc`, 'false'] as const]),
      ...(isUnprotected(number) ? [[`${BRIDGE}.gateway_mode_ipv4`, 'nat-unprotected'] as const] : []),
    ]
    const spec = { driver: 'bridge', name: `net${number}`, internal: isInternal(number), options }
    const { network } = this.#apply({ do: 'newNetwork', host: HOST, spec })
    if (network !== undefined) this.#networks.set(number, network)
  }

  deleteNetwork(number: number): void {
    this.#apply({ do: 'deleteNetwork', network: known(this.#networks, number) })
    this.#networks.delete(number)
  }

  createSandbox(number: number): void {
    const spec = { containerId: `ctr${number}` }
    const { sandbox } = this.#apply({ do: 'newSandbox', host: HOST, spec })
    if (sandbox !== undefined) this.#sandboxes.set(number, sandbox)
  }

  /** With those of its endpoints that have joined; the others are deleted first. */
  deleteSandbox(number: number): void {
    for (const endpoint of this.#endpoints.get(number)?.values() ?? [])
      if (endpointOf(this.#world, endpoint).sandbox === null) this.#apply({ do: 'deleteEndpoint', endpoint })
    this.#endpoints.delete(number)
    this.#apply({ do: 'deleteSandbox', sandbox: known(this.#sandboxes, number) })
    this.#sandboxes.delete(number)
  }

  createEndpoint(sandbox: number, network: number): void {
    const name = `ctr${sandbox}`
    const { endpoint } = this.#apply({
      do: 'createEndpoint',
      network: known(this.#networks, network),
      spec: { name, names: [{ name, kind: 'container' }] },
    })
    const own = this.#endpoints.get(sandbox) ?? new Map<number, EndpointId>()
    if (endpoint !== undefined) own.set(network, endpoint)
    this.#endpoints.set(sandbox, own)
  }

  deleteEndpoint(sandbox: number, network: number): void {
    this.#apply({ do: 'deleteEndpoint', endpoint: this.#endpoint(sandbox, network) })
    this.#endpoints.get(sandbox)?.delete(network)
  }

  join(sandbox: number, network: number): void {
    this.#apply({ do: 'join', ...this.#both(sandbox, network) })
  }

  leave(sandbox: number, network: number): void {
    this.#apply({ do: 'leave', ...this.#both(sandbox, network) })
  }

  /** Is an echo from one sandbox to another's address on a network answered? */
  ping(from: number, to: number, network: number): boolean {
    const { address4 } = endpointOf(this.#world, this.#endpoint(to, network))
    if (address4 === null) throw new Error(`ctr${to} has no address on net${network}`)
    const question = {
      from: known(this.#sandboxes, from),
      to: addressOf(address4),
      protocol: 'icmp',
      port: 0,
    } as const
    return converse(dataPlane(this.#env, this.#world), question, false).outcome.kind === 'answered'
  }

  /** Throws what the model refuses. */
  #apply(command: Command): Made {
    const change = apply(this.#env, this.#world, command)
    if (!change.ok) throw new Error(`${command.do} is refused: ${describe(change.error).text}`)
    this.#world = change.value.world
    return change.value
  }

  #endpoint(sandbox: number, network: number): EndpointId {
    return known(known(this.#endpoints, sandbox), network)
  }

  #both(sandbox: number, network: number) {
    return { endpoint: this.#endpoint(sandbox, network), sandbox: known(this.#sandboxes, sandbox) }
  }
}

/** A number that nothing has is a mistake of the model's, and throws. */
function known<T>(things: ReadonlyMap<number, T>, number: number): T {
  const thing = things.get(number)
  if (thing === undefined) throw new Error(`there is no number ${number}`)
  return thing
}
