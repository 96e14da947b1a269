// Intents played as commands, and the questions that a world is asked.
import { addressOf, firstOf } from '../../src/addr/cidr.js'
import { ipToBigInt, bigIntToIp, familyOf } from '../../src/addr/ip.js'
import { apply, type Command, type Made } from '../../src/cnm/command.js'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import type { Change, Env } from '../../src/cnm/env.js'
import { allEndpoints, allNetworks, allSandboxes, hostOf, networkOf } from '../../src/cnm/lookup.js'
import { emptyWorld, type World } from '../../src/cnm/world.js'
import { converse, type Conversation, type Question } from '../../src/dataplane/conversation.js'
import type { DataPlane } from '../../src/dataplane/plane.js'
import { applyAll, cidr, ip, LAB, listener, options, pool } from '../cnm/lab.js'
import { SUBNETS, type Intent, type NetworkIntent } from './arbitraries.js'

export interface Step {
  readonly before: World
  readonly command: Command
  readonly change: Change<Made>
  readonly after: World
}

export interface Life {
  readonly start: World
  readonly steps: readonly Step[]
  readonly world: World
}

export const commandsOf = (steps: readonly Step[]): readonly Command[] => steps.map((step) => step.command)

const toContainers = (to: string): Command => ({
  do: 'addRoute',
  host: 'peer',
  to: cidr(to),
  via: ip(to.includes(':') ? '2001:db8:1::11' : '192.0.2.11'),
})

/** The laboratory, with a neighbour who knows the way to containers, so that only the packet filter stops it. */
export const startWorld = (env: Env, userlandProxy = true): World =>
  applyAll(env, emptyWorld, [
    ...LAB.map((c) => (c.do === 'addHost' ? { ...c, spec: { ...c.spec, userlandProxy } } : c)),
    ...['10.0.0.0/8', '172.16.0.0/12', 'fd00::/8'].map(toContainers),
  ])

const at = <T>(items: readonly T[], position: number): T | undefined => items[position % (items.length || 1)]
const networkCommand = ({ name, internal, ipv6, subnet, ...intent }: NetworkIntent): Command => ({
  do: 'newNetwork',
  host: 'h1',
  spec: {
    driver: 'bridge',
    name,
    internal,
    ipv6,
    options: options(intent.options),
    ipam: [
      ...(subnet === null ? [] : [pool(SUBNETS[subnet] ?? SUBNETS[0])]),
      ...(ipv6 ? [pool(`fd00:${(subnet ?? 9) + 1}::/64`)] : []),
    ],
  },
})

/** The command that the intent means in this world; something that is not there is asked for by a nonsense id. */
function commandOf(world: World, intent: Intent): Command {
  const endpoint = 'endpoint' in intent ? at(allEndpoints(world), intent.endpoint) : undefined
  const sandbox = 'sandbox' in intent ? at(allSandboxes(world), intent.sandbox) : undefined
  const networks = allNetworks(world).filter((n) => intent.do !== 'connect' || n.driver === 'bridge')
  const network = 'network' in intent ? at(networks, intent.network) : undefined
  const none = 'nonsense'
  switch (intent.do) {
    case 'network':
      return networkCommand(intent)
    case 'sandbox': {
      const { name, publish, useHost } = intent
      const spec = { containerId: name, publish, useHost, listeners: [listener(name, 80)] }
      return { do: 'newSandbox', host: 'h1', spec: { ...spec, label: `h1/${name}` } }
    }
    case 'connect': {
      const name = sandbox?.containerId ?? 'nobody'
      return {
        do: 'createEndpoint',
        network: network?.id ?? none,
        spec: { name, priority: intent.priority },
      }
    }
    case 'endpoint': {
      const { name, host } = intent
      const subnet = network?.pools4[0]?.subnet
      const address4 =
        host === null || subnet === undefined
          ? null
          : bigIntToIp(4, ipToBigInt(firstOf(subnet)) + BigInt(host))
      return { do: 'createEndpoint', network: network?.id ?? none, spec: { name, address4 } }
    }
    case 'join':
      return { do: 'join', endpoint: endpoint?.id ?? none, sandbox: sandbox?.id ?? none }
    case 'leave':
      return { do: 'leave', endpoint: endpoint?.id ?? none, sandbox: sandbox?.id ?? none }
    case 'disconnect':
      return { do: 'leave', endpoint: endpoint?.id ?? none, sandbox: endpoint?.sandbox ?? none }
    case 'deleteEndpoint':
      return { do: 'deleteEndpoint', endpoint: endpoint?.id ?? none }
    case 'deleteNetwork':
      return { do: 'deleteNetwork', network: network?.id ?? none }
    case 'deleteSandbox':
      return { do: 'deleteSandbox', sandbox: sandbox?.id ?? none }
    case 'rename':
      return {
        do: 'amendEndpoint',
        endpoint: endpoint?.id ?? none,
        change: { names: [{ name: intent.name, kind: 'alias' }] },
      }
    case 'link':
      return { do: 'setLink', host: 'h1', up: intent.up }
  }
}

/** What follows a command of that intent that was carried out. */
function followUp(world: World, intent: Intent, command: Command, made: Made): Command | null {
  if (intent.do === 'disconnect' && command.do === 'leave')
    return { do: 'deleteEndpoint', endpoint: command.endpoint }
  const sandbox = intent.do === 'connect' ? at(allSandboxes(world), intent.sandbox) : undefined
  if (!sandbox || made.endpoint === undefined) return null
  return { do: 'join', endpoint: made.endpoint, sandbox: sandbox.id }
}

export function play(env: Env, intents: readonly Intent[], start: World = startWorld(env)): Life {
  const steps: Step[] = []
  let world = start
  const run = (command: Command): Change<Made> => {
    const change = apply(env, world, command)
    const after = change.ok ? change.value.world : world
    steps.push({ before: world, command, change, after })
    world = after
    return change
  }
  for (const intent of intents) {
    const command = commandOf(world, intent)
    const change = run(command)
    const next = change.ok ? followUp(world, intent, command, change.value) : null
    if (next) run(next)
  }
  return { start, steps, world }
}

/** The same commands again. */
export function replay(env: Env, start: World, commands: readonly Command[]): World {
  return commands.reduce((world, command) => {
    const change = apply(env, world, command)
    return change.ok ? change.value.world : world
  }, start)
}

const OUTSIDE = ['192.0.2.11', '192.0.2.50', '198.51.100.7', '2001:db8:1::50'].map(ip)

/** Who asks: every sandbox with a stack of its own, its host, and a machine on the LAN. */
export const askers = (world: World): readonly string[] => [
  'h1',
  'peer',
  ...allSandboxes(world).flatMap((s) => (s.useHost ? [] : s.id)),
]

/** Pings to everything that has an address, and connections to a port of every endpoint and to every host port. */
export function questions(world: World): readonly Question[] {
  const addresses = allEndpoints(world)
    .filter((e) => e.sandbox !== null)
    .flatMap((e) => [e.address4, e.address6].flatMap((a) => (a === null ? [] : addressOf(a))))
  const gateways = allNetworks(world).flatMap((n) =>
    [...n.pools4, ...n.pools6].flatMap((p) => p.gateway ?? []),
  )
  const bindings = allEndpoints(world).flatMap((e) => e.bindings)
  const asked = askers(world).flatMap((from) => [
    ...[...addresses, ...gateways, ...OUTSIDE].map((to): Question => ({
      from,
      to,
      protocol: 'icmp',
      port: 0,
    })),
    ...addresses.map((to): Question => ({ from, to, protocol: 'tcp', port: 80 })),
    ...bindings.map(({ hostIp, hostPort, protocol }): Question => {
      const any = familyOf(hostIp) === 4 ? ip('192.0.2.11') : ip('2001:db8:1::11')
      return { from, to: hostIp === '0.0.0.0' || hostIp === '::' ? any : hostIp, protocol, port: hostPort }
    }),
  ])
  return spread(asked, 60)
}

/** At most `count` of the items, from all over the list. */
export const spread = <T>(items: readonly T[], count: number): readonly T[] => {
  const every = Math.max(1, items.length / count)
  return Array.from({ length: Math.min(count, items.length) }, (_, i) => items[Math.floor(i * every)]!)
}

export const answers = (plane: DataPlane, asked: readonly Question[]): readonly Conversation[] =>
  asked.map((question) => converse(plane, question))

export const answersOf = (env: Env, world: World, asked = questions(world)): readonly Conversation[] =>
  answers(dataPlane(env, world), asked)

/** A network that has nothing to do with the others, with two sandboxes that talk on it. */
export function withStranger(env: Env, world: World): World {
  const host = hostOf(world, 'h1')
  const made = (next: World, command: Command) => {
    const change = apply(env, next, command)
    if (!change.ok) throw new Error(`refused: ${change.error.code}`)
    return change.value
  }
  const spec = {
    driver: 'bridge',
    name: 'stranger',
    ipam: [{ ...pool('10.200.0.0/24'), subnet: cidr('10.200.0.0/24') }],
  }
  const first = made(world, { do: 'newNetwork', host: host.id, spec })
  let next = first.world
  for (const containerId of ['stranger 1', 'stranger 2']) {
    const sandbox = made(next, { do: 'newSandbox', host: host.id, spec: { containerId } })
    const network = networkOf(sandbox.world, first.network ?? '').id
    const endpoint = made(sandbox.world, { do: 'createEndpoint', network, spec: { name: containerId } })
    next = made(endpoint.world, {
      do: 'join',
      endpoint: endpoint.endpoint ?? '',
      sandbox: sandbox.sandbox ?? '',
    }).world
  }
  return next
}
