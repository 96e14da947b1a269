/**
 * The container of a task, as an agent asks its own engine for it (moby v28.5.2 daemon/cluster/executor/container/container.go,
 * adapter.go). Not modelled: mounts, secrets, working directories and users.
 */
import { addressOf } from '../../addr/cidr.js'
import type { Env } from '../../cnm/env.js'
import type { HostId } from '../../cnm/world.js'
import { containerCreate } from '../containerCreate.js'
import type { ContainerCreateSpec } from '../containerCreate.js'
import { removeRecord } from '../containerRemove.js'
import { containerStart } from '../containerStart.js'
import { engineErrorText } from '../errors.js'
import { halt, withKill } from '../halt.js'
import { killedCode, stoppedCode } from '../program.js'
import { SIGNALS } from '../signal.js'
import type { Container, ContainerId, DockerWorld, PortKey } from '../state.js'
import { noSettings } from '../state.js'
import { isUp } from '../isUp.js'
import { expand, expandVariable, type TemplateContext } from './expand.js'
import { DEFAULT_GRACE, SECOND } from './policy.js'
import type { Service, Services, Task } from './state.js'
import { taskName } from './listTasks.js'

/** A network of the cluster, or one of those that every host has (`bridge`, `host`). */
export interface TaskNetwork {
  readonly id: string
  readonly name: string
}

/**
 * Create and start it (controller.go Prepare, Start). `known` tells the swarm which container it is, before that
 * one asks for its networks: addresses and bindings are found by way of the task. No error is thrown: a task that
 * cannot start has one, and its container, if there is any, stays to be looked at.
 */
export function startTask(
  env: Env,
  state: DockerWorld,
  host: HostId,
  services: Services,
  service: Service,
  task: Task,
  networks: readonly TaskNetwork[],
  known: (state: DockerWorld, container: ContainerId) => DockerWorld,
): Started {
  const made = containerCreate(env, state, host, containerSpec(host, services, service, task, networks))
  if (!made.ok) return { state, ended: null, error: engineErrorText(made.error.error) }
  const { id } = made.value
  const created = known(made.value.state, id)
  const started = containerStart(env, created, host, id)
  if (started.ok) return { state: started.value.state, ended: started.value.ended, error: '' }
  const { error, after } = started.error
  return {
    state: after ?? created,
    ended: null,
    error: `starting container failed: ${engineErrorText(error)}`,
  }
}

/** What has become of a task that was started. */
export interface Started {
  readonly state: DockerWorld
  /** The exit code of a program that ended at once; null while it runs. */
  readonly ended: number | null
  /** '' when it was started. */
  readonly error: string
}

/** The request that the agent sends its own engine (container.go config, hostConfig, createNetworkingConfig). */
function containerSpec(
  host: HostId,
  services: Services,
  service: Service,
  task: Task,
  networks: readonly TaskNetwork[],
): ContainerCreateSpec {
  const { spec } = task
  const context: TemplateContext = {
    service: { id: service.id, name: service.spec.name, labels: service.spec.labels },
    node: { id: task.node ?? '', hostname: host },
    task: {
      id: task.id,
      name: taskName(services, task),
      slot: String(task.slot === 0 ? (task.node ?? '') : task.slot),
    },
  }
  // the managers have tried the templates: what cannot be filled in stays as it is
  const filled = (text: string, by: typeof expand): string => {
    const result = by(text, context)
    return result.ok ? result.value : text
  }
  const hostPorts = task.ports.filter(({ publishMode }) => publishMode === 'host')
  const key = ({ targetPort, protocol }: (typeof hostPorts)[number]): PortKey => ({
    port: targetPort,
    protocol,
  })
  // the mode that counts where a task has no network of the cluster: the host's, or the default bridge
  const predefined = networks[0]?.name === 'host' ? 'host' : 'bridge'
  return {
    name: taskName(services, task),
    config: {
      hostname: filled(spec.hostname, expand),
      domainname: '',
      image: spec.image,
      cmd: spec.args.length === 0 ? null : spec.args,
      entrypoint: null,
      // ports of the routing mesh are not the container's: they are translated in front of it
      exposed: hostPorts.map(key),
      labels: [
        ...spec.labels,
        ['com.docker.swarm.node.id', task.node ?? ''],
        ['com.docker.swarm.service.id', service.id],
        ['com.docker.swarm.service.name', service.spec.name],
        ['com.docker.swarm.task', ''],
        ['com.docker.swarm.task.id', task.id],
        ['com.docker.swarm.task.name', taskName(services, task)],
      ],
      tty: false,
      openStdin: false,
      attached: false,
      macAddress: '',
      env: spec.env.map((variable) => filled(variable, expandVariable)),
    },
    hostConfig: {
      networkMode: predefined,
      portBindings: hostPorts.map((port) => ({
        ...key(port),
        hostIp: '',
        hostPort: port.publishedPort === 0 ? '' : String(port.publishedPort),
      })),
      publishAll: false,
      autoRemove: false,
      restartPolicy: { name: 'no', maximumRetryCount: 0 },
      dns: spec.dns,
      dnsSearch: spec.dnsSearch,
      dnsOptions: spec.dnsOptions,
      extraHosts: spec.hosts.length === 0 ? null : spec.hosts,
      links: null,
    },
    networks: networks.map(({ id, name }) => {
      const address = task.addresses.find((a) => a.network === id)?.address
      return {
        network: name,
        // the manager has given the address; the engine takes it as one that a user had asked for
        settings: {
          ...noSettings,
          ipam: { ipv4: address ? addressOf(address) : '', ipv6: '', linkLocal: [] },
        },
      }
    }),
  }
}

/** Stop it as `docker stop` does; nothing when it has stopped already (controller.go Shutdown). */
export function stopContainer(env: Env, state: DockerWorld, container: Container): DockerWorld {
  if (!isUp(container)) return state
  const code = stoppedCode(container)
  const asked = withKill(state, container, SIGNALS.TERM)
  return halt(
    env,
    code === killedCode ? withKill(asked, container, SIGNALS.KILL) : asked,
    container.id,
    code,
    true,
  )
}

/** Stop and forget it, without asking its program first (adapter.go remove, with force). */
export function removeContainer(env: Env, state: DockerWorld, container: Container): DockerWorld {
  const stopped = isUp(container) ? halt(env, state, container.id, killedCode) : state
  return removeRecord(stopped, container)
}

/** Seconds that an agent waits after it has taken a task out of the balancing (executor/container defaultGossipConvergeDelay). */
const CONVERGE = 2
/** Seconds that the rest takes: killing, taking networks down, telling the manager. Measured: one to two. */
const OVERHEAD = 1

/** Seconds from the wish that a task stops until it has. */
export const stopTime = (container: Container, { spec, addresses }: Task): number =>
  (addresses.length > 0 ? CONVERGE : 0) +
  (stoppedCode(container) === killedCode ? (spec.stopGrace ?? DEFAULT_GRACE) / SECOND : 0) +
  OVERHEAD
