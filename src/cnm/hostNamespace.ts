/** A host's own namespace: its interfaces and processes, and what the drivers have set up on it. */
import type { Interface, Namespace, Route, TunnelExit } from '../dataplane/namespace.js'
import type { Segment } from '../dataplane/segment.js'
import { connectedRoute } from '../dataplane/routing.js'
import type { Wiring } from '../drivers/api.js'
import type { Env } from './env.js'
import { firewall } from './firewall.js'
import { sandboxesOn } from './lookup.js'
import { rulesetOf } from './ruleset.js'
import { wiringsOn } from './wiring.js'
import type { Host, World } from './world.js'

/** O(networks + rules + listeners of the host). */
export function hostNamespace(env: Env, world: World, host: Host): Namespace {
  const wirings = wiringsOn(env, world, host)
  const interfaces = [...host.interfaces, ...madeBy(wirings)]
  const tunnels = wirings.flatMap((w) => w.segments).flatMap((s) => tunnelExits(host.id, s))
  const shared = sandboxesOn(world, host.id).filter((s) => s.useHost)
  return {
    id: host.id,
    label: host.id,
    interfaces,
    routes: [...interfaces.flatMap(connectedRoutes), ...host.routes, ...wirings.flatMap((w) => w.routes)],
    forwarding: host.forwarding,
    rules4: rulesetOf([...wirings, firewall(host)], 4),
    rules6: rulesetOf([...wirings, firewall(host)], 6),
    listeners: [
      ...host.listeners,
      ...shared.flatMap((s) => s.listeners),
      ...wirings.flatMap((w) => w.listeners),
    ],
    ...(tunnels.length > 0 && { tunnels }),
  }
}

/** A tunnel of a segment takes what comes for it, too. */
const tunnelExits = (host: string, { id, tunnel }: Segment): readonly TunnelExit[] =>
  tunnel?.namespace === host
    ? [
        {
          segment: id,
          vni: tunnel.vni,
          port: tunnel.port,
          keys: tunnel.protection === 'esp' ? tunnel.ends.map(({ via }) => via) : null,
        },
      ]
    : []

/** Networks may share a device (a VLAN sub-interface); the oldest one's description counts. */
const madeBy = (wirings: readonly Wiring[]): readonly Interface[] =>
  [
    ...new Map(wirings.flatMap((w) => w.interfaces.map((i) => [i.name, i] as const)).toReversed()).values(),
  ].toReversed()

/** The on-link routes that an interface's addresses bring. */
export const connectedRoutes = ({ name, addresses, cause }: Interface): readonly Route[] =>
  addresses.flatMap((prefix) => connectedRoute(name, prefix, cause) ?? [])
