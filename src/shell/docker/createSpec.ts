/** The body of the API's container create, from a `run` or `create` request. The engine checks it. */
import { parseIp } from '../../addr/ip.js'
import type { ContainerCreateSpec } from '../../engine/containerCreate.js'
import type { ContainerConfig, ExposedPort, HostConfig } from '../../engine/state.js'
import type { ContainerSettings } from '../args/requests/container.js'
import { settingsOf } from './endpointSettings.js'

/**
 * `detach` is the client's: nothing of it is sent but that no stream is attached. Texts go on as the parser left
 * them.
 */
export const createSpec = (request: ContainerSettings, detach: boolean): ContainerCreateSpec => ({
  name: request.name ?? null,
  config: configOf(request, detach),
  hostConfig: hostConfigOf(request),
  networks: request.endpoints.map((endpoint) => ({
    network: standardNetwork(endpoint.network),
    settings: settingsOf(endpoint),
  })),
})

/** `default` means the default bridge (moby api/server/router/container runconfig: NetworkMode.IsDefault). */
const standardNetwork = (name: string): string => (name === 'default' ? 'bridge' : name)

function configOf(request: ContainerSettings, detach: boolean): ContainerConfig {
  const config: ContainerConfig = {
    hostname: request.hostname,
    domainname: request.domainname,
    image: request.image,
    cmd: request.cmd.length === 0 ? null : request.cmd,
    entrypoint: request.entrypoint ?? null,
    // the parser has put the container's side of every -p here, too
    exposed: request.exposed.map(exposedPort),
    labels: request.labels,
    tty: request.tty,
    openStdin: request.openStdin,
    attached: !detach && (request.attachStdin || request.attachStdout || request.attachStderr),
    macAddress: request.macAddress,
    env: request.env,
    stopSignal: request.stopSignal,
  }
  return request.stopTimeout === undefined ? config : { ...config, stopTimeout: request.stopTimeout }
}

const hostConfigOf = (request: ContainerSettings): HostConfig => ({
  networkMode: standardNetwork(request.networkMode),
  portBindings: request.portBindings.map(({ containerPort, ...binding }) => ({
    ...binding,
    port: containerPort,
  })),
  publishAll: request.publishAll,
  autoRemove: request.autoRemove,
  restartPolicy: request.restartPolicy,
  dns: request.dns.flatMap((server) => parseIp(server) ?? []),
  dnsSearch: request.dnsSearch,
  dnsOptions: request.dnsOptions,
  // empty lists of these are not sent, where those of dns are: inspect shows null for the one and [] for the other
  extraHosts: request.extraHosts.length === 0 ? null : request.extraHosts,
  links: request.links.length === 0 ? null : request.links,
})

/** `80/tcp`, as the client's parser checked and completed it. */
export function exposedPort(text: string): ExposedPort {
  const [port = '', protocol = ''] = text.split('/')
  return { port: Number(port), protocol }
}
