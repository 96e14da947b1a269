/**
 * Which ports answer whom, decided without any packet (see opinion.ts). A program answers its neighbours on every port; others
 * reach it on those that are published, at the host's addresses. Not covered: ports that the engine picks, ports of one host
 * address only, hosts without docker-proxy.
 */
import { addressOf } from '../../addr/cidr.js'
import { familyOf, isLinkLocal, isLoopback, type Family, type Ip } from '../../addr/ip.js'
import { findSandbox } from '../../cnm/lookup.js'
import type { Host, Sandbox, World } from '../../cnm/world.js'
import { samePort, type Port } from '../rules/port.js'
import type { Situation } from '../subject.js'
import { containersIn, enginesIn, machinesIn, type Party } from '../verdict/party.js'
import type { Law } from './law.js'
import { endsOf, isJudged, modeIn, talks, wayOut } from './opinion.js'
import { disagreements, type Expectation } from './oracle.js'

/** Nothing listens there. */
const CLOSED: Port = { protocol: 'tcp', port: 9 }

/** O(containers x addresses x ports). */
export const portsAnswer: Law = {
  name: 'ports answer neighbours, and others where they are published',
  problems: (situation) => {
    const expected = enginesIn(situation).flatMap((host) => [
      ...ownPorts(situation, host),
      ...(host.userlandProxy ? hostPorts(situation, host) : []),
    ])
    return disagreements(situation.env, situation.world.cnm, expected)
  },
}

/** A network stack, and all who run in it: those of `--network container:` share one. */
interface Stack {
  readonly sandbox: Sandbox
  readonly listens: readonly Port[]
}

/** The judged stacks of a host. Containers that share one are one: whoever asks for a port cannot tell them apart. */
function stacksOn({ env, world }: Situation, host: Host): readonly Stack[] {
  const parties = containersIn({ env, world }).filter((party) => party.host.id === host.id)
  return [...new Set(parties.map(({ namespace }) => namespace))].flatMap((id) => {
    const sandbox = findSandbox(world.cnm, id)
    const sharing = parties.filter(({ namespace }) => namespace === id)
    return sandbox === undefined || !isJudged(world.cnm, sandbox)
      ? []
      : [{ sandbox, listens: sharing.flatMap(({ listens }) => listens) }]
  })
}

/**
 * At the containers' own addresses: what listens is open to neighbours, and to others where the mode of the network
 * lets them.
 */
function ownPorts(situation: Situation, host: Host): readonly Expectation[] {
  const { cnm } = situation.world
  const stacks = stacksOn(situation, host)
  const machine = { id: host.id, label: host.id }
  return stacks.flatMap(({ sandbox, listens }) =>
    endsOf(cnm, sandbox).flatMap((end) =>
      distinct([...listens, CLOSED]).flatMap((port) => {
        const open = has(listens, port)
        // ports are published by the way out, so on another routed network nobody opens them
        const published =
          wayOut(cnm, sandbox, familyOf(end.to)) === end.on &&
          sandbox.publish.some(
            ({ protocol, containerPort }) => protocol === port.protocol && containerPort === port.port,
          )
        const expect = (from: Pick<Sandbox, 'id' | 'label'>, may: boolean): Expectation => ({
          from: from.id,
          label: from.label,
          to: end.to,
          port,
          on: end.on,
          reaches: open && may,
        })
        return [
          ...stacks.map(({ sandbox: from }) => expect(from, talks(cnm, from, end, published))),
          expect(machine, true),
        ]
      }),
    ),
  )
}

/** At the host's own addresses: what is published is open to whoever has a way there, and nothing else is. */
function hostPorts(situation: Situation, host: Host): readonly Expectation[] {
  const { cnm } = situation.world
  const stacks = stacksOn(situation, host)
  const taken = onHost(situation, host)
  const published = stacks.flatMap((stack) => fixedPorts(stack).map((claim) => ({ ...claim, stack })))
  const asked = distinct([
    ...published.map(({ outer }) => outer),
    ...stacks.flatMap((s) => s.listens),
    CLOSED,
  ])
  const askers = [
    ...stacks.map(({ sandbox }) => ({ ...sandbox, from: sandbox })),
    ...machinesIn(situation).map(({ id }) => ({ id, label: id, from: null })),
  ]
  return asked.flatMap((port) => {
    const claim = published.find(({ outer }) => samePort(outer, port))
    return addressesOf(host).flatMap((to): readonly Expectation[] => {
      const family = familyOf(to)
      const served = claim === undefined ? false : isServed(cnm, claim.stack.sandbox, family)
      if (served === null) return []
      const open =
        has(taken, port) || (served && claim !== undefined && has(claim.stack.listens, claim.inner))
      return askers.map(({ id, label, from }) => {
        const may = from === null || wayOut(cnm, from, family) !== null
        return { from: id, label, to, port, on: null, reaches: open && may }
      })
    })
  })
}

/** Those who run on the host's own network stack (`--network host`), and its other processes. */
const onHost = (situation: Situation, host: Host): readonly Port[] => [
  ...containersIn(situation)
    .filter((party: Party) => party.namespace === host.id)
    .flatMap(({ listens }) => listens),
  ...host.listeners.flatMap(({ protocol, port }) =>
    protocol === 'tcp' || protocol === 'udp' ? [{ protocol, port }] : [],
  ),
]

/** A port of the host, and the program's that it leads to. */
interface Claim {
  readonly outer: Port
  readonly inner: Port
}

/** Publications that name one port of the host and no address: the others hang on what the engine picks. */
const fixedPorts = ({ sandbox }: Stack): readonly Claim[] =>
  sandbox.publish.flatMap(({ protocol, hostIp, hostPort, hostPortEnd, containerPort }) =>
    (protocol === 'tcp' || protocol === 'udp') && hostIp === null && hostPort > 0 && hostPort === hostPortEnd
      ? [{ outer: { protocol, port: hostPort }, inner: { protocol, port: containerPort } }]
      : [],
  )

/**
 * Where the way out is routed, the host's port is not bound. On the host's IPv6 addresses docker-proxy serves who has IPv4
 * only; null: that depends on more than is judged here.
 */
function isServed(world: World, sandbox: Sandbox, family: Family): boolean | null {
  const own = wayOut(world, sandbox, family)
  if (own !== null) return modeIn(own, family) !== 'routed'
  if (family === 4) return false
  const four = wayOut(world, sandbox, 4)
  return four === null ? false : modeIn(four, 4) === 'routed' ? null : true
}

/** The host's own addresses on a LAN, without loopback and link-local ones. */
const addressesOf = ({ interfaces }: Host): readonly Ip[] =>
  interfaces
    .filter(({ segment }) => segment !== null)
    .flatMap(({ addresses }) => addresses.map(addressOf))
    .filter((address) => !isLoopback(address) && !isLinkLocal(address))

const has = (ports: readonly Port[], port: Port): boolean => ports.some((p) => samePort(p, port))

const distinct = (ports: readonly Port[]): readonly Port[] =>
  ports.filter((port, i) => ports.findIndex((p) => samePort(p, port)) === i)
