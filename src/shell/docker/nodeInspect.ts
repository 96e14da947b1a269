/** `docker node inspect` (docker/cli node/inspect.go). Not modelled: certificates, and resources of machines. */
import { err, ok } from '../../addr/result.js'
import { goMap, type GoValue } from '../../engine/goValue.js'
import { MODELS } from '../../engine/models.js'
import { isDown, managed } from '../../engine/swarm/membership.js'
import { findNode, nodeName } from '../../engine/swarm/nodes.js'
import type { SwarmNode } from '../../engine/swarm/swarm.js'
import { timestampOf } from '../../engine/time.js'
import type { NodeInspectRequest } from '../args/requests/swarm.js'
import { printInspected } from './inspect.js'
import { daemonError, type Engine, type Outcome } from './outcome.js'

/** Only managers can tell. `self` is the node that is asked. A form for people (--pretty) is not modelled. */
export const dockerNodeInspect = (engine: Engine, { nodes, format }: NodeInspectRequest): Outcome =>
  printInspected(engine, nodes, format, ({ state, host, env }, term) => {
    const member = managed(state, host)
    if (!member.ok) return err(daemonError(member.error))
    const { swarm, node: self } = member.value
    const found = findNode(swarm, term, self)
    return found.ok ? ok(inspectNode(found.value, [...env.drivers.keys()])) : err(daemonError(found.error))
  })

/** `drivers`: those of the engine that is asked; all engines have the same. */
const inspectNode = (node: SwarmNode, drivers: readonly string[]): GoValue => ({
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
