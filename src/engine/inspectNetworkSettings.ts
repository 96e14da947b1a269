/**
 * `.NetworkSettings` of `docker inspect` for API 1.51, which still has copies of the default bridge's endpoint at its top
 * (moby v28.5.2 daemon/inspect.go). Constants of a plain engine: Bridge, HairpinMode, the link-local and secondary addresses.
 */
import { findSandbox } from '../cnm/lookup.js'
import { containerPorts } from './containerPorts.js'
import { isContainerMode } from './findNetwork.js'
import type { GoValue } from './goValue.js'
import { inspectEndpointSettings, operational } from './inspectEndpointSettings.js'
import { hostPortValue, portText } from './portText.js'
import type { Container, DockerWorld } from './state.js'
import { isUp } from './isUp.js'

/**
 * What the network of a container is now; empty texts and zeros before its start and after its end. O(endpoints +
 * ports).
 */
export function inspectNetworkSettings(state: DockerWorld, container: Container): GoValue {
  const bridge = container.attachments.find((a) => a.network === 'bridge')
  const top = bridge ? operational(state, container, bridge) : undefined
  const sandbox = sandboxFields(state, container)
  return {
    Bridge: '',
    SandboxID: sandbox.id,
    SandboxKey: sandbox.key,
    // null for an exposed port, a list for a published one
    Ports: new Map(
      containerPorts(state, container).map(({ port, bindings }) => [
        portText(port),
        bindings?.map(hostPortValue) ?? null,
      ]),
    ),
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: top?.EndpointID ?? '',
    Gateway: top?.Gateway ?? '',
    GlobalIPv6Address: top?.GlobalIPv6Address ?? '',
    GlobalIPv6PrefixLen: top?.GlobalIPv6PrefixLen ?? 0,
    IPAddress: top?.IPAddress ?? '',
    IPPrefixLen: top?.IPPrefixLen ?? 0,
    IPv6Gateway: top?.IPv6Gateway ?? '',
    MacAddress: top?.MacAddress ?? '',
    Networks: new Map(
      container.attachments.map((a) => [a.network, inspectEndpointSettings(state, container, a)]),
    ),
  }
}

/** Where Docker keeps network namespaces; the host's own is called `default` (libnetwork/osl GenerateKey). */
const NAMESPACES = '/var/run/docker/netns'

/** Only while it runs, and only its own: a container that shares another's has none in its record. */
function sandboxFields(
  { cnm }: DockerWorld,
  container: Container,
): { readonly id: string; readonly key: string } {
  const shared = isContainerMode(container.hostConfig.networkMode)
  if (!isUp(container) || shared || container.sandbox === null) return { id: '', key: '' }
  const { id, useHost } = findSandbox(cnm, container.sandbox) ?? { id: container.sandbox, useHost: false }
  return { id, key: `${NAMESPACES}/${useHost ? 'default' : id.slice(0, 12)}` }
}
