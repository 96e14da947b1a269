// The laboratory of the recordings, built with cnm verbs: host h1 and a peer on one LAN, behind a router with "the internet".
import { mustParseCidr, parsePrefix, type IpPrefix } from '../../src/addr/cidr.js'
import { mustParseIp, type Family, type Ip } from '../../src/addr/ip.js'
import { apply, type Command } from '../../src/cnm/command.js'
import { BaseController, type EndpointHandle, type SandboxHandle } from '../../src/cnm/controller.js'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import type { EndpointSpec } from '../../src/cnm/createEndpoint.js'
import type { Env } from '../../src/cnm/env.js'
import { CnmRefusal, type CnmErrorCode } from '../../src/cnm/errors.js'
import type { NetworkSpec } from '../../src/cnm/networkSpec.js'
import { emptyWorld, machineCause, type IpamConfig, type World } from '../../src/cnm/world.js'
import { converse, type Conversation } from '../../src/dataplane/conversation.js'
import { iptablesSave } from '../../src/dataplane/iptables.js'
import { rulesOf, type Interface, type Listener, type Namespace } from '../../src/dataplane/namespace.js'
import type { Protocol } from '../../src/dataplane/packet.js'
import type { PortRequest } from '../../src/drivers/api.js'
import { standardEnv } from '../../src/standard.js'
import { allNetworks } from '../../src/cnm/lookup.js'

export const ip = (text: string): Ip => mustParseIp(text)
export const cidr = mustParseCidr
export const prefix = (text: string): IpPrefix => {
  const parsed = parsePrefix(text)
  if (parsed === undefined) throw new Error(`${text} is no address with a prefix length`)
  return parsed
}

/** A device of a machine; no segment: a dummy. */
export const device = (name: string, addresses: readonly string[], segment: string | null): Interface => ({
  name,
  mac: null,
  addresses: addresses.map(prefix),
  segment,
  mtu: 1500,
  up: true,
  cause: machineCause,
})

const via = (to: string, gateway: string) => ({
  to: cidr(to),
  via: ip(gateway),
  device: 'eth0',
  src: null,
  cause: machineCause,
})

const eth0 = (last: number): Interface =>
  device('eth0', [`192.0.2.${last}/24`, `2001:db8:1::${last}/64`], 'lan0')

const machine = (id: string, hasEngine: boolean, interfaces: readonly Interface[]): Command => ({
  do: 'addHost',
  spec: {
    id,
    hasEngine,
    interfaces,
    routes: id === 'lan' ? [] : [via('0.0.0.0/0', '192.0.2.1'), via('::/0', '2001:db8:1::1')],
    forwarding: hasEngine || id === 'lan',
    nameservers: [ip('192.0.2.1')],
    zone: null,
  },
})

export const applyAll = (env: Env, start: World, commands: readonly Command[]): World => {
  let world = start
  for (const command of commands) {
    const change = apply(env, world, command)
    if (!change.ok) throw new CnmRefusal(change.error)
    world = change.value.world
  }
  return world
}

export const LAB: readonly Command[] = [
  { do: 'addLan', id: 'lan0' },
  machine('lan', false, [eth0(1), device('internet', ['198.51.100.7/32'], null)]),
  machine('h1', true, [eth0(11)]),
  machine('peer', false, [eth0(50)]),
]

/** `[hostIp:][hostPort[-end]:]containerPort[/protocol]`, with one container port. */
export function port(text: string): PortRequest {
  const [ends = '', protocol = 'tcp'] = text.split('/')
  const parts = ends.split(':')
  const containerPort = Number(parts.pop())
  const [begin = '', end = begin] = (parts.pop() ?? '').split('-')
  const hostIp = parts.join(':').replace(/[[\]]/g, '')
  return {
    protocol: protocol === 'udp' || protocol === 'sctp' ? protocol : 'tcp',
    containerPort,
    hostIp: hostIp === '' ? null : ip(hostIp),
    hostPort: Number(begin),
    hostPortEnd: Number(end),
  }
}

/** A server on every address. */
export const listener = (owner: string, portNumber: number, protocol: Protocol = 'tcp'): Listener => ({
  protocol,
  address: null,
  family: null,
  port: portNumber,
  owner,
  frozen: false,
  relay: null,
  cause: machineCause,
})

export const pool = (subnet: string, rest: Partial<IpamConfig> = {}): IpamConfig => ({
  subnet: cidr(subnet),
  range: null,
  gateway: null,
  auxiliary: [],
  ...rest,
})

/** The code of what the action is refused with. */
export function refusal(action: () => unknown): CnmErrorCode | 'ok' {
  try {
    action()
    return 'ok'
  } catch (error) {
    if (error instanceof CnmRefusal) return error.error.code
    throw error
  }
}

const BRIDGE = 'com.docker.network.bridge.'
/** Bridge driver options by their short names: `{ enable_icc: 'false' }`. */
export const options = (short: Readonly<Record<string, string>>) =>
  Object.entries(short).map(([key, value]) => [`${BRIDGE}${key}`, value] as const)

interface Running {
  readonly publish?: readonly string[]
  readonly listen?: readonly number[]
  readonly address4?: string
  readonly priority?: number
}

/** A controller of h1 with words for what `docker run` would do to the network. */
export class Lab extends BaseController {
  readonly #sandboxes = new Map<string, SandboxHandle>()
  readonly #endpoints = new Map<string, EndpointHandle>()

  constructor(env: Env = standardEnv(), world: World = applyAll(env, emptyWorld, LAB)) {
    super(env, world, 'h1')
  }

  bridge(name: string, spec: Omit<NetworkSpec, 'driver' | 'name'> = {}) {
    return this.newNetwork('bridge', name, spec)
  }

  /** A sandbox with an endpoint on each network, in that order. */
  run(name: string, networks: string, { publish = [], listen = [], ...endpoint }: Running = {}): string {
    const sandbox = this.newSandbox(name, {
      label: `h1/${name}`,
      publish: publish.map(port),
      listeners: listen.map((number) => listener(name, number)),
    })
    this.#sandboxes.set(name, sandbox)
    for (const network of networks.split(' ').filter(Boolean)) this.connect(network, name, endpoint)
    return sandbox.id
  }

  connect(
    network: string,
    name: string,
    { address4, ...spec }: Running & Omit<Partial<EndpointSpec>, 'address4'> = {},
  ) {
    const endpoint = this.network(network)!.createEndpoint(name, {
      ...spec,
      ...(address4 !== undefined && { address4: ip(address4) }),
    })
    try {
      endpoint.join(this.sandbox(name))
    } catch (error) {
      endpoint.delete()
      throw error
    }
    this.#endpoints.set(`${network} ${name}`, endpoint)
    return endpoint
  }

  disconnect(network: string, name: string): void {
    const endpoint = this.endpoint(network, name)
    endpoint.leave(this.sandbox(name))
    endpoint.delete()
  }

  remove(name: string): void {
    this.sandbox(name).delete()
  }

  sandbox = (name: string): SandboxHandle => this.#sandboxes.get(name)!
  endpoint = (network: string, name: string): EndpointHandle => this.#endpoints.get(`${network} ${name}`)!

  /** `h1`, `peer`, `lan`, or a sandbox's name. */
  namespace(name: string): Namespace {
    return dataPlane(this.env, this.world).namespace(this.#sandboxes.get(name)?.id ?? name)!
  }

  ask(from: string, to: string, protocol: Protocol = 'icmp', portNumber = 0): Conversation {
    const question = { from: this.namespace(from).id, to: ip(to), protocol, port: portNumber }
    return converse(dataPlane(this.env, this.world), question)
  }

  /** `answered 64`, or what else whoever asked gets to see. */
  ping(from: string, to: string): string {
    const { outcome } = this.ask(from, to)
    return outcome.kind === 'answered' ? `answered ${outcome.ttl}` : outcome.kind
  }

  /** The owner of the process that answered, or what else whoever asked gets to see. */
  http(from: string, to: string, portNumber: number): string {
    const { outcome } = this.ask(from, to, 'tcp', portNumber)
    return outcome.kind === 'answered' ? (outcome.by?.owner ?? 'kernel') : outcome.kind
  }

  /** h1's packet filter, with the last 12 digits of bridge names replaced by network names. */
  rules(family: Family = 4): readonly string[] {
    const rules = rulesOf(this.namespace('h1'), family)
    return iptablesSave(rules!, family).map((line) =>
      line.replace(/br-[0-9a-f]{12}/g, (name) => `br-${this.#networkOf(name)}`),
    )
  }

  /** What a sandbox sees: `eth0 172.18.0.2/16` lines, then its routes. */
  state(name: string): { readonly interfaces: readonly string[]; readonly routes: readonly string[] } {
    const { interfaces, routes } = this.namespace(name)
    return {
      interfaces: interfaces.map((i) => [i.name, ...i.addresses].join(' ')),
      routes: routes.map((r) => `${r.to}${r.via === null ? '' : ` via ${r.via}`} dev ${r.device}`),
    }
  }

  bindings = (network: string, name: string): readonly string[] =>
    this.endpoint(network, name)
      .info()
      .bindings.map((b) => `${b.hostIp}:${b.hostPort}->${b.containerIp}:${b.containerPort}/${b.protocol}`)

  #networkOf(bridge: string): string {
    const found = allNetworks(this.world).find((n) => `br-${n.id.slice(0, 12)}` === bridge)
    return found?.name ?? '?'
  }
}
