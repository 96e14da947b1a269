/**
 * A task of a service as the engine's API answers, field for field (moby v28.5.2 api/types/swarm/task.go, network.go,
 * daemon/cluster/convert). Not modelled: processes, the versions of objects, tasks that are containers' attachments.
 */
import { knownContainer } from '../../engine/findContainer.js'
import type { Service, Task, TaskState } from '../../engine/service/state.js'
import type { DockerWorld } from '../../engine/state.js'
import type { Swarm, SwarmNetwork } from '../../engine/swarm/swarm.js'
import { timestampOf } from '../../engine/time.js'
import { NIL_LIST, type GoStruct, type TemplateValue } from '../template/value.js'
import { optionalPairs, pairs, struct } from './goStruct.js'
import { portList } from './serviceDocument.js'
import { taskSpecDocument } from './taskSpecDocument.js'

/** `service`: its own, which may be gone. */
export const taskDocument = (
  state: DockerWorld,
  swarm: Swarm,
  service: Service | undefined,
  task: Task,
): GoStruct =>
  struct(
    'swarm.Task',
    ['ID', task.id],
    ['Version', struct('swarm.Version', ['Index', task.createdAt])],
    ['CreatedAt', timestampOf(task.createdAt)],
    ['UpdatedAt', timestampOf(task.createdAt)],
    ['Name', '', 'omitEmpty'],
    ['Labels', pairs([])],
    ['Spec', taskSpecDocument(task.spec, false, '')],
    ['ServiceID', task.service, 'omitEmpty'],
    ['Slot', task.slot, 'omitEmpty'],
    ['NodeID', task.node ?? '', 'omitEmpty'],
    ['Status', status(state, task)],
    ['DesiredState', task.desired, 'omitEmpty'],
    [
      'NetworksAttachments',
      task.addresses.length === 0
        ? NIL_LIST
        : task.addresses.flatMap(({ network: id, address }): readonly TemplateValue[] => {
            const network = swarm.networks.find((n) => n.id === id)
            return network
              ? [
                  struct(
                    'swarm.NetworkAttachment',
                    ['Network', networkDocument(network)],
                    ['Addresses', [address]],
                  ),
                ]
              : []
          }),
      'omitEmpty',
    ],
    [
      'JobIteration',
      task.iteration === null || !service ? null : struct('swarm.Version', ['Index', task.iteration]),
      'omitEmpty',
    ],
    ['Volumes', NIL_LIST],
  )

/** What agents and managers say of a task that came so far. */
const MESSAGES: Readonly<Record<TaskState, string>> = {
  pending: 'pending task scheduling',
  ready: 'prepared',
  running: 'started',
  complete: 'finished',
  shutdown: 'shutdown',
  failed: 'started',
  rejected: 'preparing',
  orphaned: 'started',
}

function status(state: DockerWorld, task: Task): GoStruct {
  const container = task.container && knownContainer(state, task.container.id)
  const hosted = task.ports.filter(({ publishMode }) => publishMode === 'host')
  return struct(
    'swarm.TaskStatus',
    ['Timestamp', timestampOf(task.createdAt)],
    ['State', task.state],
    ['Message', MESSAGES[task.state], 'omitEmpty'],
    ['Err', task.error, 'omitEmpty'],
    [
      'ContainerStatus',
      container
        ? struct(
            'swarm.ContainerStatus',
            ['ContainerID', container.id],
            ['PID', 0],
            ['ExitCode', container.exitCode],
          )
        : null,
      'omitEmpty',
    ],
    ['PortStatus', struct('swarm.PortStatus', ['Ports', portList(hosted), 'omitEmpty'])],
  )
}

function networkDocument(network: SwarmNetwork): GoStruct {
  const { allocated, options, ingress, ipam } = network
  // the ingress network is the managers' own: nobody named drivers for it
  const driver = (name: string, given: SwarmNetwork['options']): GoStruct =>
    struct('swarm.Driver', ['Name', name, 'omitEmpty'], ['Options', optionalPairs(given), 'omitEmpty'])
  return struct(
    'swarm.Network',
    ['ID', network.id],
    ['Version', struct('swarm.Version', ['Index', network.createdAt])],
    ['CreatedAt', timestampOf(network.createdAt)],
    ['UpdatedAt', timestampOf(network.createdAt)],
    [
      'Spec',
      struct(
        'swarm.NetworkSpec',
        ['Name', network.name, 'omitEmpty'],
        ['Labels', pairs(network.labels)],
        ['DriverConfiguration', driver(ingress ? '' : network.driver, options)],
        ['IPv6Enabled', network.ipv6, 'omitEmpty'],
        ['Internal', network.internal, 'omitEmpty'],
        ['Attachable', network.attachable, 'omitEmpty'],
        ['Ingress', ingress, 'omitEmpty'],
        [
          'IPAMOptions',
          ipamOptions(
            driver(ingress ? '' : network.ipamDriver, network.ipamOptions),
            ipam.map(({ subnet, range, gateway }) => ipamConfig(subnet, range, gateway)),
          ),
        ],
        ['Scope', 'swarm', 'omitEmpty'],
      ),
    ],
    ['DriverState', driver(network.driver, allocated?.options ?? [])],
    [
      'IPAMOptions',
      ipamOptions(
        driver(network.ipamDriver, network.ipamOptions),
        (allocated?.pools ?? []).map(({ subnet, range, gateway }) => ipamConfig(subnet, range, gateway)),
      ),
    ],
  )
}

const ipamOptions = (driver: GoStruct, configs: readonly GoStruct[]): GoStruct =>
  struct(
    'swarm.IPAMOptions',
    ['Driver', driver],
    ['Configs', configs.length === 0 ? NIL_LIST : configs, 'omitEmpty'],
  )

const ipamConfig = (subnet: string | null, range: string | null, gateway: string | null): GoStruct =>
  struct(
    'swarm.IPAMConfig',
    ['Subnet', subnet ?? '', 'omitEmpty'],
    ['Range', range ?? '', 'omitEmpty'],
    ['Gateway', gateway ?? '', 'omitEmpty'],
  )
