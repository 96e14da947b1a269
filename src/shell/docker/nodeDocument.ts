/**
 * A node as the engine's API answers, field for field (moby v28.5.2 api/types/swarm/node.go, daemon/cluster/convert). Not
 * modelled: certificates, and resources of machines.
 */
import { goMap, type GoValue } from '../../engine/goValue.js'
import { MODELS } from '../../engine/models.js'
import { isDown } from '../../engine/swarm/membership.js'
import { nodeName } from '../../engine/swarm/nodes.js'
import type { SwarmNode } from '../../engine/swarm/swarm.js'
import { timestampOf } from '../../engine/time.js'

/** `drivers`: those of the engine that is asked; all engines have the same. */
export const nodeDocument = (node: SwarmNode, drivers: readonly string[]): GoValue => ({
  ID: node.id,
  Version: { Index: node.joinedAt },
  CreatedAt: timestampOf(node.joinedAt),
  UpdatedAt: timestampOf(node.joinedAt),
  Spec: { Labels: goMap(node.labels), Role: node.role, Availability: node.availability },
  Description: {
    Hostname: nodeName(node),
    Platform: { Architecture: 'x86_64', OS: 'linux' },
    Resources: {},
    Engine: {
      EngineVersion: MODELS,
      Plugins: drivers.toSorted().map((Name) => ({ Type: 'Network', Name })),
    },
    TLSInfo: {},
  },
  Status: isDown(node)
    ? { State: 'down', Message: 'heartbeat failure', Addr: node.address }
    : { State: 'ready', Addr: node.address },
  ...(node.role === 'manager' && {
    ManagerStatus: {
      ...(node.leader && { Leader: true }),
      Reachability: isDown(node) ? 'unreachable' : 'reachable',
      Addr: `${node.address}:${node.port}`,
    },
  }),
})
