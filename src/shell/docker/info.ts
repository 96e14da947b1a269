/**
 * `docker info` (docker/cli system/info.go): what of an engine is modelled, its containers and its place in a swarm. Not
 * modelled: the client's own part, storage, kernel, hardware, registries.
 */
import { containersOn } from '../../engine/findContainer.js'
import { MODELS } from '../../engine/models.js'
import { describeSwarmError } from '../../engine/swarm/errors.js'
import { membership, voters } from '../../engine/swarm/membership.js'
import type { Swarm } from '../../engine/swarm/swarm.js'
import { timestampOf } from '../../engine/time.js'
import type { InfoRequest } from '../args/requests/system.js'
import { goJson } from '../goJson.js'
import { inspectFormat } from '../template/inspectFormat.js'
import { GoStruct, NIL_LIST, type TemplateValue } from '../template/value.js'
import { duration } from './duration.js'
import { lines } from './eachOf.js'
import { printed, refused, type Engine, type Outcome } from './outcome.js'

/** As a text, or as a template or --format json has it. Exit 64 for a template that cannot be read. */
export function dockerInfo(engine: Engine, { format }: InfoRequest): Outcome {
  const { state } = engine
  const info = infoOf(engine)
  if (format === 'json') return printed(state, `${goJson(info, { escapeHtml: false })}\n`)
  if (format === '') return printed(state, text(engine))
  const texts = inspectFormat(format, [info])
  if (!texts.ok) return refused(state, `template parsing error: ${texts.error.message}`, 64)
  const [only] = texts.value
  return only?.ok === true
    ? printed(state, `${only.value}\n`)
    : refused(state, `template: ${only?.error.message ?? ''}`)
}

/** A container that was never started counts as stopped. */
function counts({ state, host }: Engine) {
  const all = containersOn(state, host)
  const having = (...statuses: readonly string[]): number =>
    all.filter(({ status }) => statuses.includes(status)).length
  return {
    Containers: all.length,
    ContainersRunning: having('running'),
    ContainersPaused: having('paused'),
    ContainersStopped: having('created', 'exited'),
  }
}

/**
 * system.Info, as much of it as there is: what is not modelled is not there, so a template that asks for it fails.
 */
const infoOf = (engine: Engine): TemplateValue => ({
  ...counts(engine),
  Plugins: { Network: [...engine.env.drivers.keys()].toSorted() },
  ServerVersion: MODELS,
  OSType: 'linux',
  Name: engine.host,
  Swarm: swarmOf(engine),
})

/** swarm.Info, of which a worker, and a manager without a leader, know the first part only. */
function swarmOf({ state, host }: Engine): GoStruct {
  const member = membership(state, host)
  const managers = member ? voters(member.swarm).filter((n) => !n.left) : []
  const control = member?.node.role === 'manager'
  // a manager asks the others what there is in the swarm; without a leader it gets no answer
  const asked = control && member.node.led.holds ? member.swarm : null
  const nodes = asked ? asked.nodes.filter((n) => !n.removed).length : 0
  const fields: readonly (readonly [name: string, value: TemplateValue, omitEmpty?: true])[] = [
    ['NodeID', member?.node.id ?? ''],
    ['NodeAddr', member?.node.address ?? ''],
    ['LocalNodeState', member ? 'active' : 'inactive'],
    ['ControlAvailable', control],
    ['Error', control && !asked ? describeSwarmError({ code: 'no-leader' }).text : ''],
    [
      'RemoteManagers',
      member ? managers.map(({ id, address, port }) => ({ NodeID: id, Addr: `${address}:${port}` })) : null,
    ],
    ['Nodes', nodes, true],
    ['Managers', asked ? managers.length : 0, true],
    ['Cluster', asked && clusterOf(asked), true],
  ]
  return new GoStruct(
    'swarm.Info',
    fields.map(([name, value, omitEmpty]) => ({ name, value, ...(omitEmpty && { omitEmpty }) })),
  )
}

const clusterOf = ({ id, createdAt, pools, subnetSize, dataPathPort, settings }: Swarm): TemplateValue => ({
  ID: id,
  CreatedAt: timestampOf(createdAt),
  Spec: {
    Name: 'default',
    Labels: {},
    Orchestration: { TaskHistoryRetentionLimit: settings.historyLimit },
    Raft: {
      SnapshotInterval: settings.snapshotInterval,
      KeepOldSnapshots: settings.oldSnapshots,
      LogEntriesForSlowFollowers: 500,
      ElectionTick: 10,
      HeartbeatTick: 1,
    },
    Dispatcher: { HeartbeatPeriod: duration(settings.heartbeat) },
    CAConfig: { NodeCertExpiry: duration(settings.certExpiry) },
    TaskDefaults: {},
    EncryptionConfig: { AutoLockManagers: settings.autolock },
  },
  DefaultAddrPool: pools.length > 0 ? pools : NIL_LIST,
  SubnetSize: subnetSize,
  DataPathPort: dataPathPort,
})

/** The lines of the real client whose values are modelled, in its order. */
function text(engine: Engine): string {
  const { Containers, ContainersRunning, ContainersPaused, ContainersStopped } = counts(engine)
  return lines([
    'Server:',
    ` Containers: ${Containers}`,
    `  Running: ${ContainersRunning}`,
    `  Paused: ${ContainersPaused}`,
    `  Stopped: ${ContainersStopped}`,
    ` Server Version: ${MODELS}`,
    ' Plugins:',
    `  Network: ${[...engine.env.drivers.keys()].toSorted().join(' ')}`,
    ...swarmLines(engine),
    ' OSType: linux',
    ` Name: ${engine.host}`,
  ])
}

function swarmLines({ state, host }: Engine): readonly string[] {
  const member = membership(state, host)
  if (!member) return [' Swarm: inactive']
  const { swarm, node } = member
  const managers = voters(swarm).filter((n) => !n.left)
  const manager = node.role === 'manager'
  return [
    ' Swarm: active',
    `  NodeID: ${node.id}`,
    `  Is Manager: ${manager}`,
    ...(manager
      ? [
          `  ClusterID: ${swarm.id}`,
          `  Managers: ${managers.length}`,
          `  Nodes: ${swarm.nodes.filter((n) => !n.removed).length}`,
          ...(swarm.pools.length > 0
            ? [`  Default Address Pool: ${swarm.pools.join('  ')}`, `  SubnetSize: ${swarm.subnetSize}`]
            : []),
          `  Data Path Port: ${swarm.dataPathPort}`,
        ]
      : []),
    `  Node Address: ${node.address}`,
    '  Manager Addresses:',
    ...managers.map(({ address, port }) => `   ${address}:${port}`),
  ]
}
