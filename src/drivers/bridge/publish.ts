/**
 * Publish an endpoint's ports: one request becomes one binding a family, and gets its host port (moby v28.5.2
 * libnetwork/drivers/bridge/port_mapping_linux.go: addPortMappings, configurePortBindingIPv4 and IPv6, bindHostPorts,
 * attemptBindHostPorts). Not modelled: rootless mode, a host without IPv6, SCTP's own ways of binding.
 */
import { addressOf } from '../../addr/cidr.js'
import { compareIp, familyOf } from '../../addr/ip.js'
import type { Family, Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError } from '../api.js'
import type {
  DriverError,
  EndpointInfo,
  HostInfo,
  NetworkInfo,
  PortBinding,
  PortCursor,
  PortRequest,
} from '../api.js'
import { acceptedOptions, modeOf } from './options.js'
import type { BridgeOptions } from './options.js'
import { allocatePort, cannotBind, wildcard } from './portAllocator.js'
import { clash, PortTable } from './portTable.js'
import type { Ends } from './portAllocator.js'

/**
 * What publishing leaves behind: the endpoint's bindings, in the order in which they were made (and so in which their
 * rules stand), and the host's cursors, moved on.
 */
export interface Published {
  readonly bindings: readonly PortBinding[]
  readonly cursors: readonly PortCursor[]
}

/** Protocols by their IP numbers: tcp 6, udp 17, sctp 132. */
const ORDER = ['icmp', 'tcp', 'udp', 'sctp']
/** Leaves the engine a choice: any port, or one of several. */
const isRange = ({ hostPort, hostPortEnd }: PortRequest): boolean =>
  hostPort === 0 || hostPort !== hostPortEnd

/**
 * cmpPortBinding: exact host ports first, so that a range does not take the very port that another request needs; then
 * by container port, protocol, host ports and host address. Requests that differ in the address only become neighbours.
 */
function compareRequests(a: PortRequest, b: PortRequest): number {
  const address = (ip: Ip | null, other: Ip | null): number =>
    ip === other ? 0 : ip === null ? -1 : other === null ? 1 : compareIp(ip, other)
  return (
    Number(isRange(a)) - Number(isRange(b)) ||
    a.containerPort - b.containerPort ||
    ORDER.indexOf(a.protocol) - ORDER.indexOf(b.protocol) ||
    a.hostPort - b.hostPort ||
    a.hostPortEnd - b.hostPortEnd ||
    address(a.hostIp, b.hostIp)
  )
}

/** needSamePort: they differ in the host address only, so they get one port number. */
const belongTogether = (a: PortRequest, b: PortRequest): boolean =>
  a.containerPort === b.containerPort &&
  a.protocol === b.protocol &&
  a.hostPort === b.hostPort &&
  a.hostPortEnd === b.hostPortEnd

/** A binding that lacks its host port; routed: and will get none, as nothing of the host is bound (disableNAT). */
interface Wanted extends Ends {
  readonly routed: boolean
}

/**
 * All requests of the endpoint, or none: a refusal leaves no binding behind. Called when the endpoint becomes its
 * sandbox's gateway (ProgramExternalConnectivity). The bindings count at once, so two requests cannot get the same
 * port.
 *
 * Errors are of class internal, as the engine gives these no class (HTTP 500): those of `allocatePort`, then
 * `not-an-address-of-the-host` and `port-twice`. O(requests log requests), plus what the allocator searches.
 */
export function publish(
  network: NetworkInfo,
  endpoint: EndpointInfo,
  proxy6to4: boolean,
  host: HostInfo,
): Result<Published, DriverError> {
  // an internal endpoint never becomes a gateway in the engine; here it would be published nowhere
  if (network.internal) return ok({ bindings: [], cursors: host.ports.cursors })
  const options = acceptedOptions(network)
  const requests = endpoint.publish.toSorted(compareRequests)
  const table = new PortTable(host.ports)
  const isHostAddress = hostAddresses(host)
  const done: PortBinding[] = []
  let group: Wanted[] = []
  for (const [i, request] of requests.entries()) {
    // without docker-proxy nothing can translate from a host's IPv6 address to an endpoint that has IPv4 only; the
    // engine logs it and goes on, so `-p` then silently means IPv4
    group.push(...wantedFor(request, endpoint, proxy6to4 && host.userlandProxy, options))
    const next = requests[i + 1]
    if (next && belongTogether(request, next)) continue
    const bound = bind(group, request, table, isHostAddress)
    if (!bound.ok) return bound
    for (const binding of bound.value) {
      done.push(binding)
      table.add(binding)
    }
    group = []
  }
  return ok({ bindings: done, cursors: table.cursors() })
}

/**
 * Which families a request is published in, and by which address of the endpoint each is served. No address given, and
 * none in the options: both families that the endpoint has. An address of one family: that family alone.
 */
function wantedFor(
  { hostIp }: PortRequest,
  endpoint: EndpointInfo,
  proxy6to4: boolean,
  options: BridgeOptions,
): readonly Wanted[] {
  const standard = options.binding ?? wildcard(4)
  const address = (family: Family): Ip | undefined => {
    const prefix = family === 4 ? endpoint.address4 : endpoint.address6
    return prefix === null ? undefined : addressOf(prefix)
  }
  const four = address(4)
  const six = address(6) ?? (proxy6to4 ? four : undefined)
  const one = (family: Family, containerIp: Ip | undefined): readonly Wanted[] => {
    if (containerIp === undefined) return []
    // an option that names the IPv4 wildcard is the same as none: IPv6 is published as well
    const asked = hostIp ?? (standard === wildcard(4) ? wildcard(family) : standard)
    if (familyOf(asked) !== family) return []
    // a routed network has nothing to bind, so a host address means nothing: the wildcard stands in `docker inspect`
    const routed = modeOf(options, family) === 'routed'
    return [{ hostIp: routed ? wildcard(family) : asked, containerIp, routed }]
  }
  return [...one(4, four), ...one(6, six)]
}

/** What Linux says of an address that is none of its own, and of a link-local one that comes without its interface. */
const EADDRNOTAVAIL = 'cannot assign requested address'
const EINVAL = 'invalid argument'
const isLinkLocal = (ip: Ip): boolean => /^fe[89ab]/.test(ip)

/** Give a group of bindings its common host port (bindHostPorts). Routed ones need none. */
function bind(
  group: readonly Wanted[],
  request: PortRequest,
  table: PortTable,
  isHostAddress: (ip: Ip) => boolean,
): Result<readonly PortBinding[], DriverError> {
  const { protocol, containerPort } = request
  const binding = ({ hostIp, containerIp }: Wanted, port: number): PortBinding => ({
    protocol,
    containerIp,
    containerPort,
    hostIp,
    hostPort: port,
  })
  const translated = group.filter((w) => !w.routed)
  // host port 0: open in the filter, bound nowhere
  if (translated.length === 0) return ok(group.map((w) => binding(w, 0)))
  const allocated = allocatePort(table, translated, request)
  if (!allocated.ok) return allocated
  const port = allocated.value
  // the kernel binds only addresses that the host has; the allocator knows nothing of that, so this is found out second
  const foreign = translated.find((w) => !isHostAddress(w.hostIp))
  if (foreign !== undefined)
    return err(
      driverError(
        'internal',
        'not-an-address-of-the-host',
        cannotBind(foreign, request, port, isLinkLocal(foreign.hostIp) ? EINVAL : EADDRNOTAVAIL),
      ),
    )
  // the sockets of one group may share a port (SO_REUSEADDR) until TCP listens on them (tcpListenBoundPorts)
  // SO_REUSEADDR lets a wildcard and one of its addresses be bound side by side until TCP listens
  // (tcpListenBoundPorts): `-p 80:80 -p 127.0.0.1:80:80` fails for tcp, and passes for udp
  const twice = translated.some((w, i) => translated.slice(0, i).some((v) => clash(v.hostIp, w.hostIp)))
  if (twice && protocol === 'tcp')
    return err(
      driverError('internal', 'port-twice', 'failed to listen on TCP socket: address already in use'),
    )
  return ok(group.map((w) => binding(w, w.routed ? 0 : port)))
}

/**
 * Can a process of the host bind an address? Its own addresses are those of its interfaces, and the
 * gateways of this driver's networks, which are on bridges of the host.
 */
const hostAddresses =
  (host: HostInfo) =>
  (ip: Ip): boolean =>
    ip === wildcard(familyOf(ip)) ||
    ip === '::1' ||
    ip.startsWith('127.') ||
    host.interfaces.some((i) => i.addresses.some((a) => addressOf(a) === ip)) ||
    host.networks.some((n) => [...n.pools4, ...n.pools6].some((p) => p.gateway === ip))
