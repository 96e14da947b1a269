/**
 * A service's n-th container as the request to create it (docker/compose v2.40.3 pkg/compose/create.go
 * getCreateConfigs, defaultNetworkSettings, createEndpointSettings, getAliases). Not modelled: mounts, resources,
 * logging, security options.
 */
import { knownPorts } from '../../engine/exposedPort.js'
import { parseIp } from '../../addr/ip.js'
import { parseMac } from '../../addr/mac.js'
import type { Host } from '../../cnm/world.js'
import type { ContainerCreateSpec } from '../../engine/containerCreate.js'
import { imageId } from '../../engine/imageId.js'
import type { EndpointSettings, HostConfig } from '../../engine/state.js'
import { exposedPort } from '../../shell/docker/createSpec.js'
import { join } from '../paths.js'
import { byPriority } from '../model/byPriority.js'
import type { Attach, Pairs, Project, Service } from '../model/project.js'
import { get } from '../yaml/node.js'
import { configHash } from './configHash.js'
import { COMPOSE_VERSION, LABEL } from './labels.js'

/** The endpoint option that `interface_name` is written as: libnetwork/netlabel Ifname. */
const IFNAME = 'com.docker.network.endpoint.ifname'

/**
 * `PROJECT-SERVICE-N`, or the name that the file gives. The network's resolver knows it, so another project can use it.
 */
export const containerName = (project: Project, service: Service, number: number): string =>
  service.containerName ?? `${project.name}-${service.name}-${number}`

/**
 * What a container of the service is known by (hash.go ServiceHash). The network mode counts as it was worked out: where
 * another service's namespace is shared, its container, so that a new one there makes a new one here.
 */
export const serviceHash = ({ tree }: Project, { name, networkMode }: Service): string =>
  configHash(`${name} ${networkMode}`, get(get(tree, 'services'), name), [
    'build',
    'pull_policy',
    'scale',
    'deploy.replicas',
    'depends_on',
    'profiles',
  ])

/** What is only known when the container is made. */
export interface Moment {
  readonly name: string
  readonly number: number
  /** `CONTAINER:ALIAS`. */
  readonly links: readonly string[]
  /** Where it will be. */
  readonly host: Pick<Host, 'index'>
  /** The name of the container whose place it takes, if any. */
  readonly replaces: string | null
}

/** `service.networkMode` is worked out: it names no service any more. */
export function containerSpec(project: Project, service: Service, moment: Moment): ContainerCreateSpec {
  const image = service.image ?? `${project.name}-${service.name}`
  const networks = byPriority(service)
  const nameOf = (key: string): string => project.networks.get(key)?.name ?? key
  const [main] = networks
  // an endpoint's own address is part of its network's settings since API 1.44 (prepareContainerMACAddress)
  const macs = [...service.networks.values()].map((attach) => attach.macAddress)
  return {
    name: moment.name,
    config: {
      hostname: service.hostname,
      domainname: service.domainname,
      image,
      cmd: service.command,
      entrypoint: service.entrypoint,
      exposed: exposed(service),
      labels: containerLabels(project, service, image, moment),
      tty: service.tty,
      openStdin: service.stdinOpen,
      attached: true,
      // one that cannot be read goes to the engine as it is, to be refused
      macAddress:
        [service.macAddress, ...macs].find((mac) => mac !== '' && parseMac(mac) === undefined) ?? '',
      env: service.environment.map(([name, value]) => (value === null ? name : `${name}=${value}`)),
    },
    hostConfig: hostConfig(service, {
      networkMode: service.networkMode || (main === undefined ? 'none' : nameOf(main)),
      links: moment.links.length === 0 ? null : moment.links,
    }),
    // all networks in one request: the container is on all of them before its program starts, so no name is missing
    networks: networks.flatMap((key) => {
      const attach = service.networks.get(key)
      if (attach === undefined) return []
      const mac = attach.macAddress || (key === main ? service.macAddress : '')
      return [{ network: nameOf(key), settings: settings(project, service, attach, mac, moment) }]
    }),
  }
}

/**
 * One endpoint: Compose gives every container its own name, its service's and the file's aliases, on each network. That
 * is why `web` finds all containers of the service web.
 */
function settings(
  project: Project,
  service: Service,
  attach: Attach,
  mac: string,
  { number, links }: Moment,
): EndpointSettings {
  const options: Pairs = [
    ...attach.driverOpts.filter(([key]) => attach.interfaceName === '' || key !== IFNAME),
    ...(attach.interfaceName === '' ? [] : [[IFNAME, attach.interfaceName] as const]),
  ]
  return {
    ipam: attach.said
      ? { ipv4: attach.ipv4Address, ipv6: attach.ipv6Address, linkLocal: attach.linkLocalIps }
      : null,
    links: links.length === 0 ? null : links,
    aliases: [containerName(project, service, number), service.name, ...attach.aliases],
    macAddress: mac === '' ? null : mac,
    driverOpts: options.length === 0 ? null : options,
    gwPriority: attach.gwPriority,
  }
}

/**
 * `expose:` and the container's side of `ports:`; of a range every port. Exposed ports are shown by `docker ps`, and
 * open nothing.
 */
const exposed = ({ expose, ports }: Service) => {
  const all = [...expose, ...ports.map(({ target, protocol }) => `${target}/${protocol}`)]
  return [...new Set(all.flatMap(eachPort))].map(exposedPort)
}

/** `3000-3002/udp` as three ports. */
function eachPort(text: string): readonly string[] {
  const [ports = '', protocol = 'tcp'] = text.split('/')
  const [first = '', last = first] = ports.split('-')
  return Array.from(
    { length: Math.max(0, Number(last) - Number(first) + 1) },
    (_, i) => `${Number(first) + i}/${protocol}`,
  )
}

/** Compose publishes exactly what the file says, and never all exposed ports. */
const hostConfig = (
  service: Service,
  { networkMode, links }: Pick<HostConfig, 'networkMode' | 'links'>,
): HostConfig => ({
  networkMode,
  portBindings: service.ports.flatMap(({ target, protocol, hostIp, published }) => {
    const [key] = knownPorts([exposedPort(`${target}/${protocol}`)])
    return key === undefined ? [] : [{ ...key, hostIp, hostPort: published }]
  }),
  publishAll: false,
  autoRemove: false,
  restartPolicy: restartPolicy(service.restart),
  dns: orNull(service.dns.flatMap((server) => parseIp(server) ?? [])),
  dnsSearch: orNull(service.dnsSearch),
  dnsOptions: orNull(service.dnsOptions),
  extraHosts: service.extraHosts.map(([name, address]) => `${name}:${address}`),
  links,
})

/** The API tells an empty list from none. */
const orNull = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list)

/** `on-failure:3`; `none` is `no`, `any` is `always` (create.go getRestartPolicy, mapRestartPolicyCondition). */
function restartPolicy(text: string): HostConfig['restartPolicy'] {
  const [name = '', count] = text.split(':')
  return {
    name: name === 'none' || name === '' ? 'no' : name === 'any' ? 'always' : name,
    maximumRetryCount: Number(count ?? 0) || 0,
  }
}

/** The service's labels first, then Compose's own, which win (create.go prepareLabels). */
function containerLabels(project: Project, service: Service, image: string, moment: Moment): Pairs {
  const dependencies = [...service.dependsOn].map(([name, d]) => `${name}:${d.condition}:${d.restart}`)
  const own: Pairs = [
    [LABEL.hash, serviceHash(project, service)],
    [LABEL.number, String(moment.number)],
    [LABEL.dependsOn, dependencies.join(',')],
    [LABEL.image, `sha256:${imageId(image, moment.host)}`],
    [LABEL.oneOff, 'False'],
    [LABEL.project, project.name],
    [LABEL.files, project.files.map((file) => join(project.here, file)).join(',')],
    [LABEL.folder, join(project.here, project.folder)],
    ...(moment.replaces === null ? [] : [[LABEL.replace, moment.replaces] as const]),
    [LABEL.service, service.name],
    [LABEL.version, COMPOSE_VERSION],
  ]
  return [...service.labels, ...own]
}
