/**
 * Which hosts of a cluster hear each other: gossip goes over port 7946, directly or by others (moby v28.5.2
 * libnetwork/networkdb, hashicorp/memberlist). Not modelled: time; see gossip.ts for what that leaves known.
 */
import { converse } from '../dataplane/conversation.js'
import { dataPlane } from './dataPlane.js'
import type { Env } from './env.js'
import { allHosts } from './lookup.js'
import type { Host, World } from './world.js'

/** TCP and UDP. */
export const GOSSIP_PORT = 7946

/** The groups of hosts that hear each other. Cost: two walks for every pair of hosts of one cluster. */
export function gossipGroups(env: Env, world: World): readonly (readonly Host[])[] {
  const plane = dataPlane(env, world)
  const hears = (from: Host, to: Host): boolean =>
    from.agent !== null &&
    to.agent !== null &&
    from.agent.cluster === to.agent.cluster &&
    converse(plane, { from: from.id, to: to.agent.advertise, protocol: 'udp', port: GOSSIP_PORT }, false)
      .outcome.kind === 'answered'
  // transitive, as gossip is: who hears one of them hears them all
  const left = new Set(allHosts(world).filter((host) => host.agent !== null))
  const groups: (readonly Host[])[] = []
  for (const first of left) {
    left.delete(first)
    const group = [first]
    // the list grows while it is walked
    for (const member of group)
      for (const other of left)
        if (hears(member, other)) {
          left.delete(other)
          group.push(other)
        }
    groups.push(group)
  }
  return groups
}
