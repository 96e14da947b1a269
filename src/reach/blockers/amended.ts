/** A data plane as it would be with some facts changed. Each part is amended when a walk first meets it. */
import { addressOf } from '../../addr/cidr.js'
import type { Interface, Namespace, NamespaceId, SegmentId } from '../../dataplane/namespace.js'
import type { DataPlane } from '../../dataplane/plane.js'
import type { Chain, Ruleset, TableName } from '../../dataplane/rule.js'
import { connectedRoute } from '../../dataplane/routing.js'
import type { Port, Segment } from '../../dataplane/segment.js'
import type { Fix } from './fix.js'

/** The plane itself stays as it is. O(1) until it is walked. */
export function amended(plane: DataPlane, fixes: readonly Fix[]): DataPlane {
  const namespaces = new Map<NamespaceId, Namespace | undefined>()
  const segments = new Map<SegmentId, Segment | undefined>()
  return {
    namespace: (id) => {
      if (!namespaces.has(id))
        namespaces.set(
          id,
          fixes.reduce((n, fix) => amendNamespace(id, n, fix), plane.namespace(id)),
        )
      return namespaces.get(id)
    },
    segment: (id) => {
      if (!segments.has(id))
        segments.set(
          id,
          fixes.reduce((s, fix) => amendSegment(id, s, fix), plane.segment(id)),
        )
      return segments.get(id)
    },
  }
}

/** What a fix does to one namespace: each changes one fact, and leaves the others the same objects. */
function amendNamespace(id: NamespaceId, namespace: Namespace | undefined, fix: Fix): Namespace | undefined {
  if (fix.kind === 'machine' && fix.id === id) {
    const empty = { id, label: id, interfaces: [], routes: [], rules4: null, rules6: null, listeners: [] }
    return { ...withDevice({ ...empty, forwarding: true }, fix.device, fix.routes), listeners: fix.listeners }
  }
  if (!namespace || !('at' in fix) || fix.at !== id) return namespace
  switch (fix.kind) {
    case 'no-rule':
      return withRules(namespace, (rules) =>
        changed(rules, fix.rule.table, (chain) => ({
          name: chain.name,
          policy: chain.policy,
          rules: chain.rules.filter((rule) => rule !== fix.rule),
        })),
      )
    case 'accept-policy': {
      const accepting = (rules: Ruleset): Ruleset =>
        changed(rules, fix.table, (chain) =>
          chain.name === fix.chain ? { name: chain.name, policy: 'accept', rules: chain.rules } : chain,
        )
      return withRules(namespace, accepting, fix.family)
    }
    case 'route':
      return { ...namespace, routes: [fix.route, ...namespace.routes] }
    case 'attach':
      return withDevice(namespace, fix.device, [])
    case 'listen':
      return { ...namespace, listeners: [...namespace.listeners, fix.listener] }
    case 'thaw':
      return {
        ...namespace,
        listeners: namespace.listeners.map((l) => (l === fix.listener ? { ...l, frozen: false } : l)),
      }
    case 'plug':
      return {
        ...namespace,
        interfaces: namespace.interfaces.map((i) => (i.name === fix.device ? { ...i, up: true } : i)),
      }
    case 'forward':
      return { ...namespace, forwarding: true }
  }
}

/** A further device, with the routes that the kernel adds for its addresses and those that it is there for. */
const withDevice = (namespace: Namespace, device: Interface, routes: Namespace['routes']): Namespace => ({
  ...namespace,
  interfaces: [...namespace.interfaces, device],
  routes: [
    ...device.addresses.flatMap((prefix) => connectedRoute(device.name, prefix, device.cause) ?? []),
    ...namespace.routes,
    ...routes,
  ],
})

/** `only`: of one family; without it of both, as most rules are there twice. */
function withRules(namespace: Namespace, change: (rules: Ruleset) => Ruleset, only?: 4 | 6): Namespace {
  const { rules4, rules6 } = namespace
  return {
    ...namespace,
    rules4: rules4 && only !== 6 ? change(rules4) : rules4,
    rules6: rules6 && only !== 4 ? change(rules6) : rules6,
  }
}

/** One table with all its chains put through `change`. A composed chain is not to be spread: its rules are a getter. */
const changed = (rules: Ruleset, table: TableName, change: (chain: Chain) => Chain): Ruleset => ({
  ...rules,
  [table]: rules[table].map(change),
})

/** A device that is attached answers on its segment as well, or nobody would find it. */
function amendSegment(id: SegmentId, segment: Segment | undefined, fix: Fix): Segment | undefined {
  if ((fix.kind === 'attach' || fix.kind === 'machine') && fix.device.segment === id) {
    const { name, addresses } = fix.device
    const namespace = fix.kind === 'attach' ? fix.at : fix.id
    const port: Port = { namespace, interface: name, addresses: addresses.map(addressOf), up: true }
    return segment && { ...segment, ports: [...segment.ports, port] }
  }
  if (!segment || !('segment' in fix) || fix.segment !== id) return segment
  const ports = (change: (port: Port) => Port): Segment => ({ ...segment, ports: segment.ports.map(change) })
  const same = (a: Port, b: Port): boolean => a.namespace === b.namespace && a.interface === b.interface
  switch (fix.kind) {
    case 'plug':
      return ports((port) =>
        port.namespace === fix.at && port.interface === fix.device ? { ...port, up: true } : port,
      )
    case 'carry':
      return ports((port) => (fix.ports.some((each) => same(each, port)) ? free(port) : port))
    case 'yield':
      return ports((port) =>
        same(port, fix.port)
          ? { ...port, addresses: port.addresses.filter((address) => address !== fix.address) }
          : port,
      )
    case 'machine':
      return segment
  }
}

/** An interface that hangs below no other. */
const free = ({ below: _, ...port }: Port): Port => port
