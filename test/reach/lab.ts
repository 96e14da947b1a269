// The LAN that the recordings were made on, and containers as an engine would set them up, from the model's verbs alone.
import { mustParseCidr, parsePrefix } from '../../src/addr/cidr.js'
import type { Cidr, IpPrefix } from '../../src/addr/cidr.js'
import { mustParseIp } from '../../src/addr/ip.js'
import { parseMac } from '../../src/addr/mac.js'
import type { Result } from '../../src/addr/result.js'
import { addHost } from '../../src/cnm/addHost.js'
import type { HostSpec } from '../../src/cnm/addHost.js'
import { createEndpoint } from '../../src/cnm/createEndpoint.js'
import type { EndpointSpec } from '../../src/cnm/createEndpoint.js'
import { join } from '../../src/cnm/join.js'
import { networkNamed, sandboxOf, sandboxesOn } from '../../src/cnm/lookup.js'
import { newNetwork } from '../../src/cnm/newNetwork.js'
import type { NetworkSpec } from '../../src/cnm/networkSpec.js'
import { newSandbox } from '../../src/cnm/newSandbox.js'
import type { SandboxSpec } from '../../src/cnm/newSandbox.js'
import { emptyWorld, machineCause } from '../../src/cnm/world.js'
import type { EndpointName, Host, World } from '../../src/cnm/world.js'
import type { Interface, Listener, Route } from '../../src/dataplane/namespace.js'
import type { PortRequest } from '../../src/drivers/api.js'
import { labZone } from '../../src/dns/zone.js'
import { standardEnv } from '../../src/standard.js'

export const env = standardEnv()

export function must<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export const prefix = (text: string): IpPrefix => {
  const parsed = parsePrefix(text)
  if (parsed === undefined) throw new Error(text)
  return parsed
}

const cable = (name: string, segment: string | null, ...addresses: string[]): Interface => ({
  name,
  mac: parseMac('02:00:c0:00:02:0b') ?? null,
  addresses: addresses.map(prefix),
  segment,
  mtu: 1500,
  up: true,
  cause: machineCause,
})
const route = (to: string, via: string): Route => ({
  to: mustParseCidr(to),
  via: mustParseIp(via),
  device: 'eth0',
  src: null,
  cause: machineCause,
})
const onLan = (id: string, n: number, hasEngine: boolean): HostSpec => ({
  id,
  hasEngine,
  interfaces: [cable('eth0', 'lan', `192.0.2.${n}/24`, `2001:db8:1::${n}/64`)],
  routes: [route('0.0.0.0/0', '192.0.2.1'), route('::/0', '2001:db8:1::1')],
  forwarding: hasEngine,
  nameservers: [mustParseIp('192.0.2.1')],
  zone: null,
})

/** lan, peer, and Docker hosts h1 ... hN. */
export function lab(hosts = 1): World {
  const lan: HostSpec = {
    ...onLan('lan', 1, false),
    interfaces: [
      cable('br-lan', 'lan', '192.0.2.1/24', '2001:db8:1::1/64'),
      cable('lo', null, '198.51.100.7/32', '2001:db8:ffff::7/128'),
    ],
    routes: [],
    forwarding: true,
    zone: labZone,
  }
  const machines = [
    lan,
    onLan('peer', 50, false),
    ...Array.from({ length: hosts }, (_, i) => onLan(`h${i + 1}`, 11 + i, true)),
  ]
  const cables: World = { ...emptyWorld, lans: { lan: { id: 'lan' } } }
  return machines.reduce((world, spec) => must(addHost(env, world, spec)).world, cables)
}

export const withNetwork = (
  world: World,
  name: string,
  spec: Partial<NetworkSpec> = {},
  host = 'h1',
): World => must(newNetwork(env, world, host, { driver: 'bridge', name, ...spec })).world

export const subnets = (...texts: string[]): Partial<NetworkSpec> => ({
  ipv6: texts.some((text) => text.includes(':')),
  ipam: texts.map((text) => ({
    subnet: mustParseCidr(text) satisfies Cidr,
    range: null,
    gateway: null,
    auxiliary: [],
  })),
})

export interface ContainerSpec extends Partial<SandboxSpec> {
  readonly host?: Host['id']
  /** Names, or endpoint settings by network; none: the default bridge. */
  readonly on?: readonly (string | ({ readonly network: string } & Partial<EndpointSpec>))[]
  /** TCP ports where its program listens. */
  readonly listens?: readonly number[]
  /** `hostPort:containerPort` or `hostIp:hostPort:containerPort`. */
  readonly ports?: readonly string[]
}

const NO_NAMES = new Set(['bridge', 'host', 'none'])

export const listener = (port: number, owner: string, more: Partial<Listener> = {}): Listener => ({
  protocol: 'tcp',
  address: null,
  family: null,
  port,
  owner,
  frozen: false,
  relay: null,
  cause: { purpose: 'program', endpoint: owner },
  ...more,
})

function request(text: string): PortRequest {
  const [container = '', port = '', ip] = text.split(':').reverse()
  const hostPort = Number(port)
  return {
    protocol: 'tcp',
    containerPort: Number(container),
    hostIp: ip === undefined ? null : mustParseIp(ip),
    hostPort,
    hostPortEnd: hostPort,
  }
}

/** `docker run`: a sandbox and an endpoint on each network, with the names that an engine gives. */
export function withContainer(world: World, name: string, spec: ContainerSpec = {}): World {
  const { host = 'h1', on = ['bridge'], listens = [], ports = [], ...rest } = spec
  const made = must(
    newSandbox(world, host, {
      containerId: name,
      hostname: `${name}id`,
      useHost: on.includes('host'),
      listeners: listens.map((port) => listener(port, `${name}id`)),
      publish: ports.map(request),
      ...rest,
    }),
  )
  return on.reduce((next, each) => connected(next, name, each, host), made.world)
}

/** `docker network connect`. */
export function connected(
  world: World,
  name: string,
  where: string | ({ readonly network: string } & Partial<EndpointSpec>),
  host = 'h1',
): World {
  const { network, ...spec } = typeof where === 'string' ? { network: where } : where
  const found = networkNamed(world, host, network)
  if (!found) throw new Error(`no network ${network}`)
  const resolution = !NO_NAMES.has(network)
  const names: readonly EndpointName[] = resolution
    ? [
        { name, kind: 'container' },
        { name: `${name}id`, kind: 'short-id' },
      ]
    : []
  const created = must(createEndpoint(env, world, found.id, { name, names, resolution, ...spec }))
  return must(join(env, created.world, created.endpoint, idOf(created.world, name, host))).world
}

/** The id of a container's sandbox; a machine's name is its id. */
export function idOf(world: World, name: string, host = 'h1'): string {
  const sandbox = sandboxesOn(world, host).find((s) => s.containerId === name)
  return sandbox ? sandboxOf(world, sandbox.id).id : name
}
