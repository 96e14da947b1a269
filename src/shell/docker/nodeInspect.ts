/** `docker node inspect` (docker/cli node/inspect.go). */
import { err, ok } from '../../addr/result.js'
import { managed } from '../../engine/swarm/membership.js'
import { findNode } from '../../engine/swarm/nodes.js'
import type { NodeInspectRequest } from '../args/requests/swarm.js'
import { printInspected } from './inspect.js'
import { nodeDocument } from './nodeDocument.js'
import { daemonError, type Engine, type Outcome } from './outcome.js'

/** Only managers can tell. `self` is the node that is asked. A form for people (--pretty) is not modelled. */
export const dockerNodeInspect = (engine: Engine, { nodes, format }: NodeInspectRequest): Outcome =>
  printInspected(engine, nodes, format, ({ state, host, env }, term) => {
    const member = managed(state, host)
    if (!member.ok) return err(daemonError(member.error))
    const { swarm, node: self } = member.value
    const found = findNode(swarm, term, self)
    return found.ok ? ok(nodeDocument(found.value, [...env.drivers.keys()])) : err(daemonError(found.error))
  })
