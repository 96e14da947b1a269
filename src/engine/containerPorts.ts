/**
 * The ports of a running container as its endpoints have them (moby v28.5.2 daemon/network.go getPortMapInfo,
 * libnetwork/drivers/bridge EndpointOperInfo). A port is listed from when one of its endpoints on a bridge has become its
 * gateway: exposed ports with null, published ones with their bindings.
 */
import { gatewaysOf } from '../cnm/gateway.js'
import { joinedBy, networkOf, sandboxOf } from '../cnm/lookup.js'
import type { Endpoint, World } from '../cnm/world.js'
import type { PortBinding } from '../drivers/api.js'
import { protocolOf } from './exposedPort.js'
import { isContainerMode } from './findNetwork.js'
import { portText } from './portText.js'
import type { HostPort } from './portText.js'
import type { Container, DockerWorld, ExposedPort, PortKey } from './state.js'
import { isUp } from './isUp.js'

/** One entry of `.NetworkSettings.Ports`. */
export interface ContainerPort {
  /** Of a protocol that there is not the engine shows the number of none: `80/0`. */
  readonly port: ExposedPort
  /** null: nothing is published. */
  readonly bindings: readonly HostPort[] | null
}

/**
 * Sorted as Go prints a map with keys like `80/tcp`: as text, so that 8080 comes before 81. None for a container
 * that shares another's sandbox: its ports are the owner's. O(ports log ports).
 */
export function containerPorts(state: DockerWorld, container: Container): readonly ContainerPort[] {
  const { sandbox: id, config, hostConfig } = container
  if (!isUp(container) || id === null || isContainerMode(hostConfig.networkMode)) return []
  const endpoints = joinedBy(state.cnm, sandboxOf(state.cnm, id))
  const ports = new Map<string, ContainerPort>()
  for (const endpoint of endpoints) {
    // internal networks, and drivers other than bridge, have no ports to tell of
    if (!wasConnected(state.cnm, endpoint, endpoints)) continue
    for (const { port: number, protocol } of config.exposed) {
      const port: ExposedPort = { port: number, protocol: protocolOf(protocol) ?? '0' }
      if (!ports.has(portText(port))) ports.set(portText(port), { port, bindings: null })
    }
    for (const binding of endpoint.bindings) {
      const port: PortKey = { port: binding.containerPort, protocol: binding.protocol }
      // a port published for both families has two bindings, the one of 0.0.0.0 and the one of ::
      const known = ports.get(portText(port))?.bindings ?? []
      ports.set(portText(port), { port, bindings: [...known, hostPort(binding)] })
    }
  }
  return [...ports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port)
}

/** '' where the network routes instead of translating: the binding opens the port and takes none of the host's. */
const hostPort = ({ hostIp, hostPort: port }: PortBinding): HostPort => ({
  hostIp,
  hostPort: port === 0 ? '' : String(port),
})

/**
 * Has the bridge driver been told the ports of this endpoint? It is, when the endpoint becomes the gateway, and it does not
 * forget the exposed ones when another endpoint takes over. Only the bridge driver answers for them at all.
 */
function wasConnected(world: World, endpoint: Endpoint, all: readonly Endpoint[]): boolean {
  if (endpoint.publishedAt > 0) return true
  const { driver, internal } = networkOf(world, endpoint.network)
  if (driver !== 'bridge' || internal) return false
  const isGateway = (among: readonly Endpoint[]): boolean => {
    const { ipv4, ipv6 } = gatewaysOf(world, among)
    return ipv4?.id === endpoint.id || ipv6?.id === endpoint.id
  }
  return isGateway(all) || isGateway(all.filter((e) => e.joinedAt <= endpoint.joinedAt))
}
