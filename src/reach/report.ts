/** What `ping` and `connect` report: the verdict, what the asker is told, and all that led to it. */
import type { Family, Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import type { World } from '../cnm/world.js'
import { converse } from '../dataplane/conversation.js'
import type { Conversation, Question } from '../dataplane/conversation.js'
import type { Listener } from '../dataplane/namespace.js'
import type { Protocol } from '../dataplane/packet.js'
import { askerOf } from './asker.js'
import type { NamespaceRef } from './asker.js'
import { destinationOf } from './reaches.js'
import type { Why } from './reaches.js'
import { resolve } from './resolve.js'
import type { Resolution } from './resolve.js'

export interface Report {
  readonly verdict: 'reachable' | 'unreachable'
  /** Null when reachable. */
  readonly why: Why | null
  readonly target: string
  readonly protocol: Protocol
  /** 0 for ICMP. */
  readonly port: number
  /** The address that was tried: the first one that the target stands for. Null: none was found. */
  readonly address: Ip | null
  /** Hop limit left in the answer. */
  readonly ttl: number | null
  /** The process that answered; null: nobody did, or the kernel did (a ping). */
  readonly answeredBy: Listener | null
  readonly resolution: Resolution
  /** Null when nothing was sent, as there was no address to send to. */
  readonly conversation: Conversation | null
}

/** Find the target's address, then ask there. Two walks, more with relays; names cost what `resolve` does. */
export function inquire(
  env: Env,
  world: World,
  from: NamespaceRef,
  target: string,
  { protocol, port, ...source }: Pick<Question, 'protocol' | 'port' | 'source' | 'earlier' | 'ttl'>,
  family: Family | 'any',
): Report {
  const resolution = resolve(env, world, from, target, family)
  const asked = { target, protocol, port, resolution }
  const to = resolution.address
  if (to === undefined)
    return {
      verdict: 'unreachable',
      why: 'no-such-name',
      ...asked,
      address: null,
      ttl: null,
      answeredBy: null,
      conversation: null,
    }
  const { namespace } = askerOf(world, from)
  const conversation = converse(dataPlane(env, world), {
    from: namespace,
    to: destinationOf(to),
    protocol,
    port,
    ...source,
  })
  const { outcome } = conversation
  const answered = outcome.kind === 'answered'
  return {
    verdict: answered ? 'reachable' : 'unreachable',
    why: answered ? null : outcome.kind,
    ...asked,
    address: to,
    ttl: answered ? outcome.ttl : null,
    answeredBy: answered ? outcome.by : null,
    conversation,
  }
}
