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
import type { Asker, NamespaceRef } from './asker.js'
import { destinationOf } from './reaches.js'
import type { Why } from './reaches.js'
import { resolveFor } from './resolve.js'
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

/** What is asked of the target's address. */
export type Asked<P extends Protocol> = Pick<Question, 'port' | 'source' | 'earlier' | 'ttl'> & {
  readonly protocol: P
}

/** Find the target's address, then ask there. Two walks, more with relays; names cost what `resolve` does. */
export function inquire<P extends Protocol>(
  env: Env,
  world: World,
  from: NamespaceRef,
  target: string,
  asked: Asked<P>,
  family: Family | 'any',
): Report & { readonly protocol: P } {
  const { protocol, port } = asked
  const asker = askerOf(world, from)
  const resolution = resolveFor(env, world, asker, target, family)
  const address = resolution.address ?? null
  const conversation =
    address === null ? null : converse(dataPlane(env, world), questionTo(asker, address, asked))
  const outcome = conversation?.outcome ?? NO_NAME
  const answered = outcome.kind === 'answered'
  return {
    verdict: answered ? 'reachable' : 'unreachable',
    why: answered ? null : outcome.kind,
    target,
    protocol,
    port,
    resolution,
    address,
    ttl: answered ? outcome.ttl : null,
    answeredBy: answered ? outcome.by : null,
    conversation,
  }
}

/** Nothing was sent, so there is no outcome of a conversation. */
const NO_NAME = { kind: 'no-such-name' } as const

/** From where the asker's programs run: of a sandbox with the host's network, the host. */
function questionTo({ namespace }: Asker, address: Ip, asked: Asked<Protocol>): Question {
  const { protocol, port, source, earlier, ttl } = asked
  const plain = { from: namespace, to: destinationOf(address), protocol, port }
  // most questions want nothing special, and putting two objects into one takes as long as a walk
  return source === undefined && earlier === undefined && ttl === undefined ? plain : { ...plain, ...asked }
}
