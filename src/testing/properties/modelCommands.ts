/**
 * Model runs below Docker, for `fc.commands`: endpoints come, join, leave and go, so do sandboxes and networks, and after each
 * command an echo has to end as sets of numbers say. Some tens of times as fast as docker command lines (`commands.ts`). Not
 * covered: published ports, names, IPv6, several hosts.
 */
import fc from 'fast-check'
import type { Env } from '../../cnm/env.js'
import { standardEnv } from '../../standard.js'
import { Membership } from './membership.js'
import { NumberedWorld } from './numberedWorld.js'

/**
 * `on`: a sandbox's endpoint that has not joined does; where there is none, it gets one on the network. `off`: one of its endpoints
 * leaves, or, when it has not joined, is deleted. `sandbox` and `network` create what is not there and delete what is.
 */
export type ModelVerb = 'on' | 'off' | 'sandbox' | 'network'

/** The one change that a command makes of a world. */
type Step = readonly [
  what: 'createEndpoint' | 'join' | 'leave' | 'deleteEndpoint',
  sandbox: number,
  network: number,
]

export class ModelCommand implements fc.Command<Membership, NumberedWorld> {
  readonly #verb: ModelVerb
  readonly #sandbox: number
  /** For `off` the place of an endpoint among the sandbox's. */
  readonly #network: number
  /** Who pings the sandbox afterwards. */
  readonly #other: number
  #done = ''

  constructor(verb: ModelVerb, sandbox: number, network: number, other: number) {
    this.#verb = verb
    this.#sandbox = sandbox
    this.#network = network
    this.#other = other
  }

  check(expected: Readonly<Membership>): boolean {
    switch (this.#verb) {
      case 'on':
      case 'off':
        return this.#step(expected) !== null
      case 'sandbox':
        return true
      case 'network':
        return !expected.networks.has(this.#network) || !expected.isUsed(this.#network)
    }
  }

  /** Throws when the model refuses, and when an echo ends otherwise than the sets say. */
  run(expected: Membership, real: NumberedWorld): void {
    switch (this.#verb) {
      case 'on':
      case 'off': {
        const step = this.#step(expected)
        if (step === null) throw new Error('run before check')
        this.#move(step, expected, real)
        break
      }
      case 'sandbox':
        this.#toggleSandbox(expected, real)
        break
      case 'network':
        this.#toggleNetwork(expected, real)
        break
    }
  }

  toString(): string {
    return this.#done
  }

  #step({ networks, sandboxes }: Membership): Step | null {
    const sandbox = this.#sandbox
    const own = sandboxes.get(sandbox)
    if (!own) return null
    if (this.#verb === 'on') {
      for (const [network, joined] of own) if (!joined) return ['join', sandbox, network]
      const free = networks.has(this.#network) && !own.has(this.#network)
      return free ? ['createEndpoint', sandbox, this.#network] : null
    }
    let left = this.#network % Math.max(own.size, 1)
    for (const [network, joined] of own)
      if (left-- === 0) return [joined ? 'leave' : 'deleteEndpoint', sandbox, network]
    return null
  }

  #move([what, sandbox, network]: Step, expected: Membership, real: NumberedWorld): void {
    this.#done = `${what} ctr${sandbox} net${network}`
    real[what](sandbox, network)
    const own = expected.sandboxes.get(sandbox)
    if (what === 'deleteEndpoint') own?.delete(network)
    else own?.set(network, what === 'join')
    if (what !== 'deleteEndpoint') this.#ask(expected, real, network)
  }

  #ask(expected: Membership, real: NumberedWorld, network: number): void {
    const [from, to] = [this.#other, this.#sandbox]
    if (!expected.sandboxes.has(from)) return
    const reaches = expected.reaches(from, to, network)
    if (real.ping(from, to, network) === reaches) return
    throw new Error(`ctr${from} should ${reaches ? '' : 'not '}reach ctr${to} on net${network}`)
  }

  #toggleSandbox({ sandboxes }: Membership, real: NumberedWorld): void {
    const there = sandboxes.delete(this.#sandbox)
    this.#done = `${there ? 'delete' : 'create'} sandbox ctr${this.#sandbox}`
    if (there) real.deleteSandbox(this.#sandbox)
    else {
      real.createSandbox(this.#sandbox)
      sandboxes.set(this.#sandbox, new Map())
    }
  }

  #toggleNetwork({ networks }: Membership, real: NumberedWorld): void {
    const there = networks.delete(this.#network)
    this.#done = `${there ? 'delete' : 'create'} network net${this.#network}`
    if (there) real.deleteNetwork(this.#network)
    else {
      real.createNetwork(this.#network)
      networks.add(this.#network)
    }
  }
}

export interface ModelRunOptions {
  /** The drivers to try. Default: the standard ones. */
  readonly env?: Env
  /** Default: 4. In turn plain, with an unprotected gateway, without icc, internal. */
  readonly networks?: number
  /** Default: 6. */
  readonly sandboxes?: number
}

export interface ModelRuns {
  /** For `fc.modelRun`: a world with all networks, and sandboxes on one network each. O(networks + sandboxes). */
  readonly setup: () => { readonly model: Membership; readonly real: NumberedWorld }
  /** For `fc.commands`. */
  readonly commands: fc.Arbitrary<ModelCommand>[]
}

/** For `fc.property(fc.commands(commands), (run) => fc.modelRun(setup, run))`. */
export function modelRuns({
  env = standardEnv(),
  networks = 4,
  sandboxes = 6,
}: ModelRunOptions = {}): ModelRuns {
  const start = new NumberedWorld(env, { networks, sandboxes })
  const sandbox = fc.nat({ max: sandboxes - 1 })
  // two more than there are, which come and go
  const numbers = fc.tuple(sandbox, fc.nat({ max: networks + 1 }), sandbox)
  const command = (verb: ModelVerb) =>
    numbers.map(([own, network, other]) => new ModelCommand(verb, own, network, other))
  const [on, off] = [command('on'), command('off')]
  return {
    setup: () => ({ model: new Membership(networks, sandboxes), real: new NumberedWorld(env, start) }),
    commands: [on, on, on, on, off, off, off, off, command('sandbox'), command('network')],
  }
}
