/** Small worlds with containers for the tests of the engine's queries, made with the model's verbs and plain literals. */
import { createEndpoint } from '../../src/cnm/createEndpoint.js'
import type { EndpointSpec } from '../../src/cnm/createEndpoint.js'
import { addHost } from '../../src/cnm/addHost.js'
import { join } from '../../src/cnm/join.js'
import { networkNamed } from '../../src/cnm/lookup.js'
import { newNetwork } from '../../src/cnm/newNetwork.js'
import type { NetworkSpec } from '../../src/cnm/networkSpec.js'
import { newSandbox } from '../../src/cnm/newSandbox.js'
import type { SandboxSpec } from '../../src/cnm/newSandbox.js'
import type { Network, World } from '../../src/cnm/world.js'
import { makeId } from '../../src/cnm/identity.js'
import type { GoValue } from '../../src/engine/goValue.js'
import { emptyDockerWorld, noAttachment, noSettings } from '../../src/engine/state.js'
import type {
  Attachment,
  Container,
  ContainerConfig,
  DockerWorld,
  EndpointSettings,
  HostConfig,
} from '../../src/engine/state.js'
import { standardEnv } from '../../src/standard.js'
import type { Result } from '../../src/addr/result.js'
import { withContainer } from '../../src/engine/change.js'
import { allContainers } from '../../src/engine/findContainer.js'

export const env = standardEnv()

/** The value of a result that has to be one. */
export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** One machine `h1` with an engine and its three networks. */
export function oneHost(): DockerWorld {
  const spec = { id: 'h1', hasEngine: true, interfaces: [], routes: [], forwarding: false }
  const { world } = must(addHost(env, emptyDockerWorld.cnm, { ...spec, nameservers: [], zone: null }))
  return { ...emptyDockerWorld, cnm: world }
}

export function withNetwork(state: DockerWorld, name: string, spec: Partial<NetworkSpec> = {}): DockerWorld {
  const made = must(newNetwork(env, state.cnm, 'h1', { driver: 'bridge', ...spec, name }))
  return { ...state, cnm: made.world }
}

export function networkOf(state: DockerWorld, name: string): Network {
  const network = networkNamed(state.cnm, 'h1', name)
  if (!network) throw new Error(`no network ${name}`)
  return network
}

export interface Spec {
  readonly name: string
  readonly config?: Partial<ContainerConfig>
  readonly hostConfig?: Partial<HostConfig>
  /** The networks that it is on, or will be on. */
  readonly networks?: readonly {
    readonly network: string
    readonly settings?: Partial<EndpointSettings>
    readonly endpoint?: Partial<EndpointSpec>
    readonly memory?: Partial<Pick<Attachment, 'lastNetwork' | 'lastNames'>>
  }[]
  readonly sandbox?: Partial<SandboxSpec>
  readonly record?: Partial<Container>
}

/** A container that was created and never started. */
export function withCreated(
  state: DockerWorld,
  { name, config, hostConfig, networks = [], record }: Spec,
): DockerWorld {
  const id = makeId('container', 0, state.cnm.clock)
  const container: Container = {
    id,
    host: 'h1',
    name,
    createdAt: state.cnm.clock,
    config: {
      hostname: id.slice(0, 12),
      domainname: '',
      image: 'alpine',
      cmd: ['ash'],
      entrypoint: null,
      exposed: [],
      labels: [],
      tty: false,
      openStdin: false,
      attached: false,
      macAddress: '',
      env: [],
      ...config,
    },
    hostConfig: {
      networkMode: networks[0]?.network ?? 'bridge',
      portBindings: [],
      publishAll: false,
      autoRemove: false,
      restartPolicy: { name: 'no', maximumRetryCount: 0 },
      dns: [],
      dnsSearch: [],
      dnsOptions: [],
      extraHosts: null,
      links: null,
      ...hostConfig,
    },
    status: 'created',
    exitCode: 0,
    error: '',
    startedAt: null,
    finishedAt: null,
    attachments: networks.map(({ network, settings, memory }) => ({
      network,
      ...noAttachment,
      settings: { ...noSettings, ...settings },
      ...memory,
    })),
    links: [],
    said: '',
    sandbox: null,
    sharedWith: null,
    ...record,
  }
  const clock = state.cnm.clock + 1
  return withContainer({ ...state, cnm: { ...state.cnm, clock } }, container)
}

/** A running container, on its networks in that order. */
export function withRunning(state: DockerWorld, spec: Spec): DockerWorld {
  const created = withCreated(state, spec)
  const container = containerOf(created, spec.name)
  const made = must(newSandbox(created.cnm, 'h1', { containerId: container.id, ...spec.sandbox }))
  let world: World = made.world
  const attachments: Attachment[] = []
  for (const [i, { network, endpoint: asked }] of (spec.networks ?? []).entries()) {
    const { id, publicId } = networkOf(created, network)
    const endpoint = must(createEndpoint(env, world, id, { name: spec.name, ...asked }))
    world = must(join(env, endpoint.world, endpoint.endpoint, made.sandbox)).world
    attachments.push({
      ...container.attachments[i]!,
      endpoint: endpoint.endpoint,
      lastNetwork: publicId,
    })
  }
  const running: Container = {
    ...container,
    status: 'running',
    startedAt: world.clock,
    attachments,
    sandbox: made.sandbox,
    ...spec.record,
  }
  return withContainer({ ...created, cnm: { ...world, clock: world.clock + 1 } }, running)
}

export function containerOf(state: DockerWorld, name: string): Container {
  const container = allContainers(state).find((c) => c.name === name)
  if (!container) throw new Error(`no container ${name}`)
  return container
}

/** As JSON reads: Go maps become objects with sorted keys. Only for keys that the test itself chose. */
export function plain(value: GoValue): unknown {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(plain)
  const entries = isMap(value) ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : Object.entries(value)
  return Object.fromEntries(entries.map(([k, v]) => [k, plain(v)]))
}
const isList = (value: GoValue): value is readonly GoValue[] => Array.isArray(value)
const isMap = (value: GoValue): value is ReadonlyMap<string, GoValue> => value instanceof Map

/** `at(value, 'NetworkSettings', 'Ports')`. */
export function at(value: GoValue, ...path: readonly string[]): unknown {
  return path.reduce((inner: unknown, key) => Reflect.get(Object(inner), key), plain(value))
}
