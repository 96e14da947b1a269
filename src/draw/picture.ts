/**
 * What a drawing of a world shows, as data: hosts, their networks, and the sandboxes on them, equal ones once. Not shown:
 * names and aliases, routes, packet filters; of machines without an engine, anything at all.
 */
import { addressOf, type Cidr } from '../addr/cidr.js'
import { isLinkLocal, type Ip } from '../addr/ip.js'
import { allHosts, networksOn, sandboxesOn, endpointsOn } from '../cnm/lookup.js'
import type { Host, HostId, Network, NetworkId, World } from '../cnm/world.js'
import { containersOn } from '../engine/findContainer.js'
import { isUp } from '../engine/isUp.js'
import { emptyDockerWorld, type DockerWorld } from '../engine/state.js'
import { equalsAmong } from './equals.js'
import { networkNotes } from './networkNotes.js'
import type { Stack } from './stack.js'

/** Plain data: programs that draw themselves take this instead of a text. */
export interface Picture {
  readonly hosts: readonly HostPicture[]
}

/** A host with an engine. */
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

/** A network as it was made; `driver` is Docker's word, such as `bridge` or `macvlan`. */
export interface NetworkPicture {
  readonly id: NetworkId
  readonly name: string
  readonly driver: string
  readonly internal: boolean
  readonly subnets: readonly Cidr[]
  /** What its options change about who reaches whom, a few words each. */
  readonly notes: readonly string[]
}

/** Of a world with containers, or of a model alone. O(records). */
export function pictureOf(world: DockerWorld | World): Picture {
  const state = 'cnm' in world ? world : { ...emptyDockerWorld, cnm: world }
  return {
    hosts: allHosts(state.cnm)
      .filter(({ hasEngine }) => hasEngine)
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

/** Every engine has `bridge`; a member of a swarm has the other two as well. Empty ones would be noise. */
const PREDEFINED = new Set(['bridge', 'docker_gwbridge', 'ingress'])

/** Drivers host and null are no networks to be on: such a stack is drawn as the host's own, or as on none. */
const isDrawn = (world: World, { id, name, driver, configOnly }: Network): boolean =>
  driver !== 'host' &&
  driver !== 'null' &&
  !configOnly &&
  !(PREDEFINED.has(name) && endpointsOn(world, id).length === 0)
