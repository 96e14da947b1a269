/** Does a sandbox itself answer? An address may be another one's where the packet comes by, and a host's port leads elsewhere. */
import type { Sandbox } from '../cnm/world.js'
import { converse, type Conversation, type Question } from '../dataplane/conversation.js'
import type { NamespaceId } from '../dataplane/namespace.js'
import type { DataPlane } from '../dataplane/plane.js'

/** The namespace that a sandbox's packets are made in. */
export const stackOf = ({ id, host, useHost }: Sandbox): NamespaceId => (useHost ? host : id)

/** Whether an answer comes back from that sandbox's stack, and from one of its own processes if from any. One conversation. */
export function answersItself(plane: DataPlane, sandbox: Sandbox, question: Question): boolean {
  const conversation = converse(plane, question, false)
  const { outcome } = conversation
  if (outcome.kind !== 'answered' || endOf(conversation) !== stackOf(sandbox)) return false
  return outcome.by === null || sandbox.listeners.includes(outcome.by)
}

const endOf = ({ relayed, request }: Conversation): NamespaceId =>
  relayed ? endOf(relayed) : request.ending.at
