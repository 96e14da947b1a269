/**
 * A node as the engine's API answers, field for field (moby v28.5.2 api/types/swarm/node.go, daemon/cluster/convert). Not
 * modelled: certificates, and resources of machines.
 */
import { MODELS } from '../../engine/models.js'
import { nodeName, statusOf } from '../../engine/swarm/nodes.js'
import { isReachable } from '../../engine/swarm/membership.js'
import type { SwarmNode } from '../../engine/swarm/swarm.js'
import { timestampOf } from '../../engine/time.js'
import { NIL_MAP, type GoStruct, type TemplateValue } from '../template/value.js'
import { pairs, struct } from './goStruct.js'

/** `drivers`: those of the engine that is asked; all engines have the same. `passed`: the time, for its status. */
export const nodeDocument = (node: SwarmNode, drivers: readonly string[], passed: number): GoStruct =>
  struct(
    'swarm.Node',
    ['ID', node.id],
    ['Version', struct('swarm.Version', ['Index', node.joinedAt])],
    ['CreatedAt', timestampOf(node.joinedAt)],
    ['UpdatedAt', timestampOf(node.joinedAt)],
    [
      'Spec',
      struct(
        'swarm.NodeSpec',
        ['Name', '', 'omitEmpty'],
        ['Labels', pairs(node.labels)],
        ['Role', node.role, 'omitEmpty'],
        ['Availability', node.availability, 'omitEmpty'],
      ),
    ],
    ['Description', description(node, drivers)],
    ['Status', status(node, passed)],
    ['ManagerStatus', managerStatus(node), 'omitEmpty'],
  )

const description = (node: SwarmNode, drivers: readonly string[]): GoStruct =>
  struct(
    'swarm.NodeDescription',
    ['Hostname', nodeName(node), 'omitEmpty'],
    [
      'Platform',
      struct('swarm.Platform', ['Architecture', 'x86_64', 'omitEmpty'], ['OS', 'linux', 'omitEmpty']),
    ],
    ['Resources', struct('swarm.Resources', ['NanoCPUs', 0, 'omitEmpty'], ['MemoryBytes', 0, 'omitEmpty'])],
    [
      'Engine',
      struct(
        'swarm.EngineDescription',
        ['EngineVersion', MODELS, 'omitEmpty'],
        ['Labels', NIL_MAP, 'omitEmpty'],
        [
          'Plugins',
          drivers
            .toSorted()
            .map((name) =>
              struct(
                'swarm.PluginDescription',
                ['Type', 'Network', 'omitEmpty'],
                ['Name', name, 'omitEmpty'],
              ),
            ),
          'omitEmpty',
        ],
      ),
    ],
    ['TLSInfo', struct('swarm.TLSInfo', ['TrustRoot', '', 'omitEmpty'])],
  )

const status = (node: SwarmNode, passed: number): GoStruct => {
  const { state, message } = statusOf(node, passed)
  return struct(
    'swarm.NodeStatus',
    ['State', state, 'omitEmpty'],
    ['Message', message, 'omitEmpty'],
    ['Addr', node.address, 'omitEmpty'],
  )
}

/** Nothing for workers. */
function managerStatus(node: SwarmNode): TemplateValue {
  if (node.role !== 'manager' || node.outvotedAt !== null) return null
  return struct(
    'swarm.ManagerStatus',
    ['Leader', node.leader, 'omitEmpty'],
    ['Reachability', isReachable(node) ? 'reachable' : 'unreachable', 'omitEmpty'],
    ['Addr', `${node.address}:${node.port}`, 'omitEmpty'],
  )
}
