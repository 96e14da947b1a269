/**
 * What a drawing of a world shows, as data: hosts, their networks, and the sandboxes on them, equal ones once. Not shown:
 * names and aliases, routes, packet filters; of machines without an engine, anything at all.
 */
import { addressOf, type Cidr } from '../addr/cidr.js'
import { isLinkLocal, type Ip } from '../addr/ip.js'
import { networksOn, sandboxesOn, endpointsOn } from '../cnm/lookup.js'
import type { Host, HostId, Network, NetworkId, World } from '../cnm/world.js'
import { containersOn } from '../engine/findContainer.js'
import { isUp } from '../engine/isUp.js'
import { emptyDockerWorld, type DockerWorld } from '../engine/state.js'
import { equalsAmong } from './equals.js'
import type { Exposure } from './exposure.js'
import { networkNotes } from './networkNotes.js'

export interface Picture {
  readonly hosts: readonly HostPicture[]
}

export interface HostPicture {
  readonly id: HostId
  /** Its own on the LAN, without those of bridges. */
  readonly addresses: readonly Ip[]
  /** Oldest first; those that every engine has only where somebody is on them. */
  readonly networks: readonly NetworkPicture[]
  /** Those on the same networks beside each other. */
  readonly stacks: readonly Stack[]
  /** Names of containers that do not run, and so reach nobody. */
  readonly idle: readonly string[]
}

export interface NetworkPicture {
  readonly id: NetworkId
  readonly name: string
  readonly driver: string
  readonly internal: boolean
  readonly subnets: readonly Cidr[]
  /** What its options change about who reaches whom, a few words each. */
  readonly notes: readonly string[]
}

/** Sandboxes that are on the same networks, listen and publish alike, and are of the same service or image. */
export interface Stack {
  /** One text a sandbox; containers that share one are joined by ` + `. */
  readonly names: readonly string[]
  readonly places: readonly Place[]
  /** `80/tcp`, `127.0.0.1:9000/tcp` */
  readonly listens: readonly string[]
  readonly exposures: readonly Exposure[]
  /** Its stack is the host's own: what it listens on, the host does. */
  readonly usesHost: boolean
}

/** A stack's place on one network. */
export interface Place {
  readonly network: NetworkId
  /** Of all the sandboxes, neighbouring ones folded: `172.18.0.2 … 172.18.0.4`. */
  readonly addresses: readonly string[]
  /** The way out of the sandbox leads over this network. */
  readonly gateway: boolean
}

/** Of a world with containers, or of a model alone. O(records). */
export function pictureOf(world: DockerWorld | World): Picture {
  const state = 'cnm' in world ? world : { ...emptyDockerWorld, cnm: world }
  return {
    hosts: Object.values(state.cnm.hosts)
      .filter(({ hasEngine }) => hasEngine)
      .toSorted((a, b) => a.index - b.index)
      .map((host) => hostPicture(state, host)),
  }
}

function hostPicture(state: DockerWorld, host: Host): HostPicture {
  const networks = networksOn(state.cnm, host.id).filter((network) => isDrawn(state.cnm, network))
  return {
    id: host.id,
    addresses: host.interfaces
      .flatMap((i) => i.addresses.map(addressOf))
      .filter((address) => !isLinkLocal(address)),
    networks: networks.map((network) => ({
      id: network.id,
      name: network.name,
      driver: network.driver,
      internal: network.internal,
      subnets: [...network.pools4, ...network.pools6].map(({ subnet }) => subnet),
      notes: networkNotes(network),
    })),
    stacks: equalsAmong(
      state,
      sandboxesOn(state.cnm, host.id),
      networks.map(({ id }) => id),
    ),
    idle: containersOn(state, host.id)
      .filter((container) => !isUp(container))
      .map(({ name }) => name),
  }
}

const PREDEFINED = new Set(['bridge', 'docker_gwbridge', 'ingress'])

/** Drivers host and null are no networks to be on: such a stack is drawn as the host's own, or as on none. */
const isDrawn = (world: World, { id, name, driver, configOnly }: Network): boolean =>
  driver !== 'host' &&
  driver !== 'null' &&
  !configOnly &&
  !(PREDEFINED.has(name) && endpointsOn(world, id).length === 0)
