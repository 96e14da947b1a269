/** Whether a node reaches a manager of its swarm, which it needs for every change (swarmkit agent, connectionbroker). */
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import { converse } from '../../dataplane/conversation.js'
import type { DockerWorld } from '../state.js'
import { activeNodes } from './membership.js'
import type { Membership } from './membership.js'

/** A manager reaches itself. Cost: two walks for each manager that does not answer. */
export function managerAnswers(env: Env, { cnm }: DockerWorld, { swarm, node }: Membership): boolean {
  if (node.role === 'manager') return true
  const plane = dataPlane(env, cnm)
  return activeNodes(swarm).some(
    ({ role, address, port }) =>
      role === 'manager' &&
      converse(plane, { from: node.host, to: address, protocol: 'tcp', port }, false).outcome.kind ===
        'answered',
  )
}
