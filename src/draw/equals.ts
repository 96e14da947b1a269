/** Sandboxes as a drawing tells them: those that are alike for whoever asks who reaches whom, once. */
import { addressOf } from '../addr/cidr.js'
import { isLoopback } from '../addr/ip.js'
import { gatewaysOf } from '../cnm/gateway.js'
import { joinedBy } from '../cnm/lookup.js'
import type { Endpoint, NetworkId, Sandbox } from '../cnm/world.js'
import type { Listener } from '../dataplane/namespace.js'
import { option } from '../drivers/api.js'
import { containersOn } from '../engine/findContainer.js'
import { isUp } from '../engine/isUp.js'
import type { Container, DockerWorld } from '../engine/state.js'
import { exposuresOf, type Exposure } from './exposure.js'
import { foldAddresses } from './fold.js'
import type { Stack } from './stack.js'

/**
 * The label by which docker compose says which service a container is of. A drawing needs nothing else of
 * src/compose.
 */
const SERVICE_LABEL = 'com.docker.compose.service'

/** A sandbox, and what is compared of it. */
interface Member {
  readonly sandbox: Sandbox
  readonly name: string
  /** Service or image: two of different kinds are never drawn as one. */
  readonly kind: string
  readonly endpoints: readonly Endpoint[]
  /** Of IPv4 and of IPv6; null: no way out. */
  readonly gateways: readonly (Endpoint | null)[]
}

/** `networks`: in the order in which they are drawn, which the stacks follow. O(sandboxes and their endpoints). */
export function equalsAmong(
  state: DockerWorld,
  sandboxes: readonly Sandbox[],
  networks: readonly NetworkId[],
): readonly Stack[] {
  const members = sandboxes.map((sandbox) => memberOf(state, sandbox))
  const classes = new Map<string, Member[]>()
  for (const member of members) {
    const key = likeness(member)
    classes.set(key, [...(classes.get(key) ?? []), member])
  }
  const place = ({ places }: Stack): readonly number[] =>
    places.map(({ network }) => networks.indexOf(network)).toSorted((a, b) => a - b)
  return [...classes.values()]
    .map((each) => stackOf(each, networks))
    .toSorted((a, b) => compareLists(place(a), place(b)))
}

/**
 * Of a model without containers the name is the sandbox's label, without the host that the drawing says already.
 */
function memberOf(state: DockerWorld, sandbox: Sandbox): Member {
  const containers = containersOn(state, sandbox.host).filter((c) => c.sandbox === sandbox.id && isUp(c))
  // of those that share a stack the one whose stack it is comes first
  const own = containers.toSorted((a, b) => Number(a.sharedWith !== null) - Number(b.sharedWith !== null))
  const { ipv4, ipv6 } = gatewaysOf(state.cnm, joinedBy(state.cnm, sandbox))
  return {
    sandbox,
    name:
      own.map(({ name }) => name).join(' + ') ||
      (sandbox.label.startsWith(`${sandbox.host}/`)
        ? sandbox.label.slice(sandbox.host.length + 1)
        : sandbox.label),
    kind: JSON.stringify(own.map(kindOf)),
    endpoints: joinedBy(state.cnm, sandbox),
    gateways: [ipv4, ipv6],
  }
}

const kindOf = ({ config }: Container): string => option(config.labels, SERVICE_LABEL) ?? config.image

/**
 * Equal texts: equal for a drawing. Addresses and host ports are left out on purpose, since they differ between any
 * two replicas; whether there is a host port at all is not. A host's own stack is like no other.
 */
const likeness = ({ sandbox, kind, endpoints, gateways }: Member): string =>
  JSON.stringify([
    kind,
    sandbox.useHost ? sandbox.id : '',
    endpoints.map((e) => [e.network, gateways.includes(e), e.address4 === null, e.address6 === null]),
    sandbox.listeners.map(listenerText),
    endpoints.flatMap((e) =>
      e.bindings.map((b) => [b.hostIp, b.hostPort === 0, b.containerPort, b.protocol]),
    ),
  ])

/** What is equal is taken of the first; addresses and ports are those of all. */
function stackOf(members: readonly Member[], networks: readonly NetworkId[]): Stack {
  const [first] = members
  if (!first) throw new Error('a class of equals has somebody in it')
  const { sandbox, endpoints, gateways } = first
  const all = members.flatMap((m) => m.endpoints)
  return {
    names: members.map(({ name }) => name),
    places: sandbox.useHost
      ? []
      : endpoints
          .filter(({ network }) => networks.includes(network))
          .map((endpoint) => ({
            network: endpoint.network,
            addresses: foldAddresses(
              all
                .filter(({ network }) => network === endpoint.network)
                .flatMap(({ address4, address6 }) =>
                  [address4, address6].flatMap((prefix) => (prefix === null ? [] : [addressOf(prefix)])),
                ),
            ),
            gateway: gateways.includes(endpoint),
          })),
    listens: [...new Set(sandbox.listeners.map(listenerText))],
    exposures: sandbox.useHost
      ? sandbox.listeners.map(hostExposure)
      : exposuresOf(all.flatMap(({ bindings }) => bindings)),
    usesHost: sandbox.useHost,
  }
}

/** What listens in the host's own stack needs no publishing. */
const hostExposure = (listener: Listener): Exposure => ({
  to: listener.address !== null && isLoopback(listener.address) ? 'host' : 'anyone',
  text: listenerText(listener),
})

const listenerText = ({ address, port, protocol }: Listener): string =>
  address === null
    ? `${port}/${protocol}`
    : `${address.includes(':') ? `[${address}]` : address}:${port}/${protocol}`

/** Shorter ones first where one begins like the other. */
function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  if (at < 0) return a.length - b.length
  return (a[at] ?? 0) - (b[at] ?? Number.NEGATIVE_INFINITY)
}
