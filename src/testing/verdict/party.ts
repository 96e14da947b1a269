/**
 * Who can ask and be asked: containers and machines, with the doors by which they might be reached. Cost of a party:
 * O(its networks and published ports).
 */
import { addressOf } from '../../addr/cidr.js'
import { familyOf, isLinkLocal, isLoopback, isUnspecified, type Ip } from '../../addr/ip.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import { allHosts, findSandbox, hostOf, joinedBy, networkOf } from '../../cnm/lookup.js'
import type { Endpoint, Host, Network, Sandbox, World } from '../../cnm/world.js'
import { remembered } from '../../dataplane/remember.js'
import type { NamespaceId } from '../../dataplane/namespace.js'
import { containersOn } from '../../engine/findContainer.js'
import { isUp } from '../../engine/isUp.js'
import { listenersOf } from '../../engine/program.js'
import type { Container } from '../../engine/state.js'
import { samePort, type Port } from '../rules/port.js'
import type { Situation } from '../subject.js'

/** An address of one's own, or one of the host's where a port of one's is published. */
export interface Door {
  readonly address: Ip
  /** null: a ping, which needs nobody who listens. */
  readonly port: Port | null
  /** The port that the program has: another one than `port` where it is published. */
  readonly inner: Port | null
  readonly published: boolean
  /** The engine picked the port of the host: after another start it may be another one. */
  readonly picked: boolean
}

/**
 * Somebody who can ask and be asked, with all that a verdict needs of him. Made when needed, and never kept in a world.
 */
export interface Party {
  /** `h1/db`, `peer` */
  readonly label: string
  /** Whom questions are asked from: the id of a sandbox or of a machine. */
  readonly ref: string
  /** The network stack; containers that share one have the same. */
  readonly namespace: NamespaceId
  readonly container: Container | null
  readonly host: Host
  readonly networks: readonly Network[]
  readonly addresses: readonly Ip[]
  /** Where its program listens, whatever it is that says so. */
  readonly listens: readonly Port[]
  readonly doors: readonly Door[]
}

/** A container with its network stack, or null while it has none. */
export function containerParty({ env, world }: Situation, container: Container): Party | null {
  const sandbox = container.sandbox === null ? undefined : findSandbox(world.cnm, container.sandbox)
  if (sandbox === undefined || !isUp(container)) return null
  const host = hostOf(world.cnm, container.host)
  const joined = sandbox.useHost ? [] : joinedBy(world.cnm, sandbox)
  const hostAddresses = addressesIn(env, world, host.id)
  const addresses = sandbox.useHost ? hostAddresses : joined.flatMap(addressesOf)
  const listens = distinct(
    listenersOf(container, sandbox.hostname).map(({ protocol, port }) => as(protocol, port)),
  )
  return {
    label: `${host.id}/${container.name}`,
    ref: sandbox.id,
    namespace: sandbox.useHost ? host.id : sandbox.id,
    container,
    host,
    networks: joined.map((e) => networkOf(world.cnm, e.network)),
    addresses,
    listens,
    doors: [
      ...ownDoors(addresses, listens),
      ...joined.flatMap((e) => publishedDoors(e, sandbox, hostAddresses)),
    ],
  }
}

/** A machine: a Docker host itself, or one that runs no engine. */
export function machineParty({ env, world }: Situation, host: Host): Party {
  const addresses = addressesIn(env, world, host.id)
  const listens = distinct(
    host.listeners.filter((l) => l.relay === null).map(({ protocol, port }) => as(protocol, port)),
  )
  return {
    label: host.id,
    ref: host.id,
    namespace: host.id,
    container: null,
    host,
    networks: [],
    addresses,
    listens,
    doors: ownDoors(addresses, listens),
  }
}

/** The running containers of all hosts, host by host, oldest first. */
export const containersIn = remembered((situation: Situation): readonly Party[] =>
  enginesIn(situation).flatMap((host) =>
    containersOn(situation.world, host.id).flatMap((c) => containerParty(situation, c) ?? []),
  ),
)

export const machinesOf = (world: World): readonly Host[] => allHosts(world)
export const machinesIn = ({ world }: Situation): readonly Host[] => machinesOf(world.cnm)
export const enginesIn = (situation: Situation): readonly Host[] =>
  machinesIn(situation).filter(({ hasEngine }) => hasEngine)

const as = (protocol: Port['protocol'] | 'icmp', port: number): Port | null =>
  protocol === 'icmp' ? null : { protocol, port }

const distinct = (ports: readonly (Port | null)[]): readonly Port[] =>
  ports.flatMap((p) => p ?? []).filter((p, i, all) => all.findIndex((q) => samePort(p, q)) === i)

const addressesOf = ({ address4, address6 }: Endpoint): readonly Ip[] =>
  [address4, address6].flatMap((prefix) => (prefix === null ? [] : [addressOf(prefix)]))

/** A machine's addresses, those of its bridges among them; without loopback and link-local ones. */
const addressesIn = (env: Situation['env'], world: Situation['world'], id: NamespaceId): readonly Ip[] =>
  (dataPlane(env, world.cnm).namespace(id)?.interfaces ?? [])
    .flatMap((i) => i.addresses.map(addressOf))
    .filter((address) => !isLoopback(address) && !isLinkLocal(address))

const ownDoors = (addresses: readonly Ip[], listens: readonly Port[]): readonly Door[] =>
  addresses.flatMap((address) => [
    { address, port: null, inner: null, published: false, picked: false },
    ...listens.map((port) => ({ address, port, inner: port, published: false, picked: false })),
  ])

/** Host port 0: published for routing only (gateway mode routed), so the container's own address is the door. */
const publishedDoors = (
  { bindings }: Endpoint,
  { publish }: Sandbox,
  hostAddresses: readonly Ip[],
): readonly Door[] =>
  bindings.flatMap(({ protocol, containerPort, hostIp, hostPort }) => {
    const [outer, inner] = [as(protocol, hostPort), as(protocol, containerPort)]
    if (hostPort === 0 || outer === null) return []
    const at = isUnspecified(hostIp)
      ? hostAddresses.filter((address) => familyOf(address) === familyOf(hostIp))
      : [hostIp]
    const picked = publish.some(
      (p) =>
        p.protocol === protocol &&
        p.containerPort === containerPort &&
        (p.hostPort === 0 ||
          (p.hostPort < p.hostPortEnd && p.hostPort <= hostPort && hostPort <= p.hostPortEnd)),
    )
    return at.map((address) => ({ address, port: outer, inner, published: true, picked }))
  })
