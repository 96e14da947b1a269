/** The log of a conversation: both walks, hop by hop and step by step, and those of a relay in between. */
import { ruleText } from '../../dataplane/iptables.js'
import type { Family } from '../../addr/ip.js'
import type { Conversation } from '../../dataplane/conversation.js'
import type { Rule } from '../../dataplane/rule.js'
import type { Step, Trace } from '../../dataplane/trace.js'
import { endingPhrase } from '../../reach/explain/ending.js'
import { labelsOf, type LabelOf } from '../../reach/explain/labels.js'
import type { LogEvent, LoggedRule, LoggedStep, Purpose, WalkRef } from './logEvent.js'

/** `number`: gives each conversation the next number of the log. O(steps of the traces). */
export function conversationLog(
  conversation: Conversation,
  purpose: Purpose,
  number: () => number,
): readonly LogEvent[] {
  const labelOf = labelsOf(conversation)
  const id = number()
  const { question, request, answer, relayed, outcome } = conversation
  const { from, to, protocol, port } = question
  const answered = outcome.kind === 'answered' ? outcome : null
  return [
    {
      event: 'conversation',
      conversation: id,
      purpose,
      from: labelOf(from),
      question: { to, protocol, port },
    },
    ...traceLog(request, { conversation: id, walk: 'request' }, labelOf),
    // docker-proxy takes the connection and makes one of its own, which stands between request and answer
    ...(relayed ? conversationLog(relayed, 'relay', number) : []),
    ...(answer ? traceLog(answer, { conversation: id, walk: 'answer' }, labelOf) : []),
    {
      event: 'outcome',
      conversation: id,
      kind: outcome.kind,
      ttl: answered?.ttl ?? null,
      by: answered?.by?.owner ?? null,
    },
  ]
}

/** One walk: where it begins, hop by hop what happened there, and how it ended. */
function traceLog({ packet, hops, ending }: Trace, ref: WalkRef, labelOf: LabelOf): readonly LogEvent[] {
  return [
    { event: 'walk', ...ref, from: hops[0]?.label ?? labelOf(ending.at), packet },
    ...hops.flatMap((hop, i): readonly LogEvent[] => {
      const place = { ...ref, hop: i + 1, namespace: hop.label }
      return [
        { event: 'hop', ...place, in: hop.in, out: hop.out, packet: hop.packet },
        ...hop.steps.map((step): LogEvent => ({
          event: 'step',
          ...place,
          ...logged(step, hop.packet.family),
        })),
      ]
    }),
    {
      event: 'ending',
      ...ref,
      kind: ending.kind,
      at: labelOf(ending.at),
      why: endingPhrase(ending, hops.at(-1)?.packet ?? packet, labelOf),
    },
  ]
}

/** As iptables would print it, so that it can be looked for in a host's rules; null: no rule, but the policy. */
const ruleOf = (rule: Rule | null, family: Family): LoggedRule | null =>
  rule && { table: rule.table, rule: ruleText(rule, family), cause: rule.cause }

/** The step in the fields that docs/log.md documents; a new kind of step has to be told here. */
function logged(step: Step, family: Family): LoggedStep {
  switch (step.kind) {
    case 'filter': {
      const { kind, table, hook, evaluation } = step
      return { kind, table, hook, verdict: evaluation.verdict, by: ruleOf(evaluation.rule, family) }
    }
    case 'route': {
      const { to, via, device, cause } = step.route
      return { kind: step.kind, to, via, device, cause }
    }
    case 'local':
      return { kind: step.kind, address: step.address }
    case 'neighbour':
      return {
        kind: step.kind,
        address: step.address,
        segment: step.segment,
        ...(step.within && { within: `${step.within.interface} of ${step.within.namespace}` }),
      }
    case 'translate':
      return { kind: step.kind, was: step.from, becomes: step.to, by: ruleOf(step.rule, family) }
    case 'balance':
      return {
        kind: step.kind,
        service: step.service.label,
        server: step.server.address,
        earlier: step.earlier,
        cause: step.service.cause,
      }
    case 'tunnel': {
      const { tunnel, address, via, outer } = step
      const { device, vni, protection, cause } = tunnel
      return { kind: step.kind, device, vni, address, via, protection, ended: outer.ending.kind, cause }
    }
    case 'decrypt':
      return { kind: step.kind, from: step.from, vni: step.inside.vni, port: step.inside.port }
    case 'listener': {
      const { protocol, port, owner, relay } = step.listener
      return { kind: step.kind, protocol, port, owner, relay: relay && `${relay.address} ${relay.port}` }
    }
  }
}
