/** Places: who may ask and be asked, by the label that people use, with the addresses where others try to reach it. */
import { addressOf } from '../addr/cidr.js'
import { isLoopback } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { allHosts, hostOf, joinedBy, sandboxesOn } from '../cnm/lookup.js'
import type { Host, Sandbox, World } from '../cnm/world.js'
import type { NamespaceRef } from './asker.js'
import { addressesOf } from './networkIndex.js'

export interface Place {
  readonly label: string
  readonly namespace: NamespaceRef
  readonly addresses: readonly Ip[]
}

/** A machine with the addresses of its own cables. */
export const machinePlace = ({ id, interfaces }: Host): Place => ({
  label: id,
  namespace: id,
  addresses: interfaces
    .flatMap(({ addresses }) => addresses.map(addressOf))
    .filter((address) => !isLoopback(address)),
})

/** Of one that shares its host's stack, the addresses are the host's. */
export const sandboxPlace = (world: World, sandbox: Sandbox): Place => ({
  label: sandbox.label,
  namespace: sandbox.id,
  addresses: sandbox.useHost
    ? machinePlace(hostOf(world, sandbox.host)).addresses
    : joinedBy(world, sandbox).flatMap(addressesOf),
})

/** The sandboxes of containers on all hosts, host by host, oldest first. O(endpoints). */
export const sandboxPlaces = (world: World): readonly Place[] =>
  containerSandboxes(world).map((sandbox) => sandboxPlace(world, sandbox))

/** Those of containers: a cluster makes others for itself, for its load balancers and the routing mesh. */
export const containerSandboxes = (world: World): readonly Sandbox[] =>
  allSandboxes(world).filter(({ purpose }) => purpose === 'container')

/** Host by host, in the order in which they were added; oldest first on each. */
export const allSandboxes = (world: World): readonly Sandbox[] =>
  allHosts(world).flatMap(({ id }) => sandboxesOn(world, id))
