/** What people call the namespaces that a conversation passed, learnt from its traces. */
import type { Conversation } from '../../dataplane/conversation.js'
import type { NamespaceId } from '../../dataplane/namespace.js'
import type { Hop } from '../../dataplane/trace.js'

export type LabelOf = (namespace: NamespaceId) => string

/** A namespace that no trace shows keeps its id. */
export function labelsOf(conversation: Conversation): LabelOf {
  const labels = new Map<string, string>()
  const learn = (hops: readonly Hop[]): void => {
    for (const { namespace, label, steps } of hops) {
      labels.set(namespace, label)
      for (const step of steps) if (step.kind === 'tunnel') learn(step.outer.hops)
    }
  }
  for (let each: Conversation | null = conversation; each; each = each.relayed) {
    learn(each.request.hops)
    learn(each.answer?.hops ?? [])
  }
  return (namespace) => labels.get(namespace) ?? namespace
}
