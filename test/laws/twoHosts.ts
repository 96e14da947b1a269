// Random worlds of two engines on one LAN, whose subnets overlap, with routes of machines to containers: a network may have in
// its subnet what another host routes elsewhere. What an engine refuses is left out.
import fc from 'fast-check'
import { apply, type Command } from '../../src/cnm/command.js'
import type { Env } from '../../src/cnm/env.js'
import { allNetworks, endpointNamed, networkNamed, sandboxFor } from '../../src/cnm/lookup.js'
import { emptyWorld, type World } from '../../src/cnm/world.js'
import { cidr, device, ip, LAB, listener, options, pool } from '../cnm/lab.js'

const HOSTS = ['h1', 'h2'] as const
const MACHINES = ['lan', 'h1', 'h2', 'lan', 'peer'] as const
const SUBNETS = ['10.1.0.0/24', '10.1.0.0/24', '10.1.0.0/29', '10.1.0.8/29', '10.2.0.0/28'] as const
const RANGES = ['10.1.0.0/30', '10.1.0.0/29', '10.1.0.4/32', '10.1.0.0/24', '10.0.0.0/8'] as const

export interface TwoHosts {
  readonly networks: readonly {
    readonly host: number
    /** null: one of the default pools, which are the same on both hosts. */
    readonly subnet: number | null
    readonly internal: boolean
    readonly gateway: string
    readonly options: Readonly<Record<string, string>>
  }[]
  readonly sandboxes: readonly {
    readonly host: number
    readonly on: readonly number[]
    readonly publish: boolean
  }[]
  readonly routes: readonly { readonly at: number; readonly to: number; readonly via: number }[]
}

const small = fc.nat({ max: 7 })
const networkOf = (subnet: fc.Arbitrary<number | null>) =>
  fc.record({
    host: fc.nat({ max: 1 }),
    subnet,
    internal: fc.constantFrom(false, false, false, true),
    gateway: fc.constantFrom('first', 'first', 'last'),
    options: fc.record(
      {
        gateway_mode_ipv4: fc.constantFrom('nat', 'nat-unprotected', 'nat-unprotected', 'routed'),
        enable_icc: fc.constantFrom('true', 'false'),
        enable_ip_masquerade: fc.constantFrom('true', 'false'),
      },
      { requiredKeys: [] },
    ),
  })
const sandbox = fc.record({
  host: fc.nat({ max: 1 }),
  on: fc.array(small, { minLength: 1, maxLength: 3 }),
  publish: fc.constantFrom(false, false, false, true),
})
/** Overlapping subnets, and routes into them. */
export const twoHosts: fc.Arbitrary<TwoHosts> = fc.record({
  networks: fc.array(networkOf(small), { minLength: 2, maxLength: 4 }),
  sandboxes: fc.array(sandbox, { minLength: 6, maxLength: 12, size: 'max' }),
  routes: fc.array(fc.record({ at: small, to: small, via: small }), { minLength: 1, maxLength: 4 }),
})
/** Many bridges, and no routes. */
export const manyBridges: fc.Arbitrary<TwoHosts> = fc.record({
  networks: fc.array(networkOf(fc.constant(null)), { minLength: 3, maxLength: 7, size: 'max' }),
  sandboxes: fc.array(sandbox, { minLength: 8, maxLength: 14, size: 'max' }),
  routes: fc.constant([]),
})

const at = <T>(items: readonly T[], place: number): T => items[place % items.length]!

/** The world that is meant. */
export const worldOf = (env: Env, given: TwoHosts): World => worldsOf(env, given).at(-1) ?? emptyWorld

/** It and all worlds on the way there. */
export function worldsOf(env: Env, { networks, sandboxes, routes }: TwoHosts): readonly World[] {
  const worlds: World[] = []
  let world: World = emptyWorld
  const run = (command: Command): void => {
    const change = apply(env, world, command)
    if (change.ok) worlds.push((world = change.value.world))
  }
  for (const command of LAB) run(command)
  const h1 = LAB.find((command) => command.do === 'addHost' && command.spec.id === 'h1')
  if (h1?.do !== 'addHost') throw new Error('the laboratory has no h1')
  run({ ...h1, spec: { ...h1.spec, id: 'h2', interfaces: [device('eth0', ['192.0.2.12/24'], 'lan0')] } })
  for (const { at: machine, to, via } of routes)
    run({
      do: 'addRoute',
      host: at(MACHINES, machine),
      to: cidr(at(RANGES, to)),
      via: at(['192.0.2.11', '192.0.2.12', '192.0.2.11', '192.0.2.50'].map(ip), via),
    })
  networks.forEach(({ host, subnet, internal, gateway, options: given }, i) => {
    const range = subnet === null ? null : at(SUBNETS, subnet)
    const last =
      gateway === 'last' && range?.endsWith('/29') ? { gateway: ip(range.replace(/\d\/29/, '6')) } : {}
    run({
      do: 'newNetwork',
      host: at(HOSTS, host),
      spec: {
        driver: 'bridge',
        name: `net${i}`,
        internal,
        options: options(given),
        ipam: range === null ? [] : [pool(range, last)],
      },
    })
  })
  sandboxes.forEach(({ host: where, on, publish }, i) => {
    const host = at(HOSTS, where)
    const name = `c${i}`
    const port = { protocol: 'tcp', containerPort: 80, hostIp: null, hostPort: 0, hostPortEnd: 0 } as const
    run({
      do: 'newSandbox',
      host,
      spec: {
        containerId: name,
        label: `${host}/${name}`,
        publish: publish ? [port] : [],
        listeners: [listener(name, 80)],
      },
    })
    const near = allNetworks(world).filter((network) => network.host === host)
    for (const place of near.length === 0 ? [] : on) {
      const network = networkNamed(world, host, at(near, place).name)
      if (network) run({ do: 'createEndpoint', network: network.id, spec: { name } })
      const made = network && endpointNamed(world, network.id, name)
      const sandbox = sandboxFor(world, host, name)
      if (made && sandbox) run({ do: 'join', endpoint: made.id, sandbox: sandbox.id })
    }
  })
  return worlds
}
