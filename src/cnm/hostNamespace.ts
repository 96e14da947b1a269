/** A host's own namespace: its interfaces and processes, and what the drivers have set up on it. */
import type { Interface, Namespace, Route, TunnelExit } from '../dataplane/namespace.js'
import type { Segment } from '../dataplane/segment.js'
import { connectedRoute } from '../dataplane/routing.js'
import { remembered, sameItems } from '../dataplane/remember.js'
import type { Wiring } from '../drivers/api.js'
import { firewall } from './firewall.js'
import { hostSandboxes } from './lookup.js'
import { filtersOf } from './ruleset.js'
import type { Filters } from './ruleset.js'
import type { Host, Sandbox, World } from './world.js'

interface Known {
  readonly host: Host
  readonly wirings: readonly Wiring[]
  readonly shared: readonly Sandbox[]
  readonly filters: Filters
  readonly namespace: Namespace
}
const known = new WeakMap<Host['interfaces'], Known>()

/** Only these parts of a host, beside its wirings. */
const sameHost = (a: Host, b: Host): boolean =>
  a === b ||
  (a.id === b.id &&
    a.routes === b.routes &&
    a.listeners === b.listeners &&
    a.forwarding === b.forwarding &&
    a.blocked === b.blocked)

/**
 * The host's stack, put together from what is its own and what every driver describes. Sandboxes that share it (driver
 * host) add their listeners to it and have no stack of their own. The same object until something on the host changes, and
 * then with all that has not. O(networks of the host), then O(what its chains are asked).
 */
export function hostNamespace(world: World, host: Host, wirings: readonly Wiring[]): Namespace {
  const shared = hostSandboxes(world, host.id)
  const last = known.get(host.interfaces)
  const sameRest = last !== undefined && sameHost(last.host, host) && sameItems(last.shared, shared)
  if (sameRest && last.wirings === wirings) return last.namespace
  const filters = filtersOf([...wirings, firewall(host)], last?.filters)
  const namespace =
    sameRest && isStackSame(last.wirings, wirings)
      ? withFilters(last.namespace, filters)
      : build(host, wirings, shared, filters)
  known.set(host.interfaces, { host, wirings, shared, filters, namespace })
  return namespace
}

const withFilters = (namespace: Namespace, { rules4, rules6 }: Filters): Namespace =>
  namespace.rules4 === rules4 && namespace.rules6 === rules6 ? namespace : { ...namespace, rules4, rules6 }

/** Do the drivers describe the same for the stack, all but the rules? What endpoints come and go without, mostly. */
const isStackSame = (before: readonly Wiring[], after: readonly Wiring[]): boolean =>
  before.length === after.length &&
  after.every((wiring, i) => {
    const was = before[i]
    return (
      was === wiring ||
      (was?.interfaces === wiring.interfaces &&
        was.routes === wiring.routes &&
        was.listeners === wiring.listeners &&
        !was.segments.some(isTunnelled) &&
        !wiring.segments.some(isTunnelled))
    )
  })
const isTunnelled = ({ tunnel }: Segment): boolean => tunnel !== undefined

function build(
  host: Host,
  wirings: readonly Wiring[],
  shared: readonly Sandbox[],
  { rules4, rules6 }: Filters,
): Namespace {
  const interfaces = [...host.interfaces, ...madeBy(wirings)]
  const tunnels = wirings.flatMap((w) => w.segments).flatMap((s) => tunnelExits(host.id, s))
  return {
    id: host.id,
    label: host.id,
    interfaces,
    routes: [
      ...interfaces.flatMap((each) => connectedRoutes(each)),
      ...host.routes,
      ...wirings.flatMap((w) => w.routes),
    ],
    forwarding: host.forwarding,
    rules4,
    rules6,
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

/** The on-link routes that an interface's addresses bring; the same ones for the same interface. */
export const connectedRoutes = remembered(({ name, addresses, cause }: Interface): readonly Route[] =>
  addresses.flatMap((prefix) => connectedRoute(name, prefix, cause) ?? []),
)
