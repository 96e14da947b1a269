/**
 * Does it get through? The same walk as `ping` and `connect`, without a report: what the asker is told, and nothing of why.
 * An answer is remembered with the world, so that asking again costs a few look-ups.
 */
import { familyOf, isUnspecified, mustParseIp } from '../addr/ip.js'
import type { Family, Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import type { World } from '../cnm/world.js'
import { converse } from '../dataplane/conversation.js'
import type { Outcome } from '../dataplane/conversation.js'
import type { Protocol } from '../dataplane/packet.js'
import type { DataPlane } from '../dataplane/plane.js'
import { remembered } from '../dataplane/remember.js'
import { askerOf } from './asker.js'
import type { NamespaceRef } from './asker.js'
import { lookUp } from './resolve.js'

/**
 * What the kernel or the resolver tells whoever asked. Programs may hide some of it: busybox's ping hears no ICMP
 * errors, and gives up before the kernel says host-unreachable; see pingResult and httpResult.
 */
export type Why = 'no-such-name' | Exclude<Outcome['kind'], 'answered'>

/** `ok`: an answer came back. */
export type Verdict = 'ok' | Why

export interface PortAsked {
  readonly protocol: Exclude<Protocol, 'icmp'>
  readonly port: number
}

/**
 * `target`: an address or a name. `port`: of TCP when it is a number; none: a ping. Throws for a `from` that the world does
 * not have. Cost: two walks without a trace, less than 0.5 us when the world was asked before; names cost what `resolve` does.
 */
export function verdict(
  env: Env,
  world: World,
  from: NamespaceRef,
  target: string,
  port?: number | PortAsked,
): Verdict {
  const plane = dataPlane(env, world)
  const known = answersTo(plane, port)
  let ofAsker = known.get(from)
  const before = ofAsker?.get(target)
  if (before !== undefined) return before
  const answer = ask(env, world, plane, from, target, port)
  if (!ofAsker) known.set(from, (ofAsker = new Map<string, Verdict>()))
  ofAsker.set(target, answer)
  return answer
}

/** As `verdict`: whether an answer comes back. */
export const reaches = (
  env: Env,
  world: World,
  from: NamespaceRef,
  target: string,
  port?: number | PortAsked,
): boolean => verdict(env, world, from, target, port) === 'ok'

/** An echo has no port. */
const PING = { protocol: 'icmp', port: 0 } as const

function ask(
  env: Env,
  world: World,
  plane: DataPlane,
  from: NamespaceRef,
  target: string,
  port?: number | PortAsked,
): Verdict {
  const asker = askerOf(world, from)
  const { address } = lookUp(env, world, asker, target)
  if (address === undefined) return 'no-such-name'
  const asked =
    port === undefined ? PING : typeof port === 'number' ? ({ protocol: 'tcp', port } as const) : port
  const { kind } = converse(
    plane,
    { from: asker.namespace, to: destinationOf(address), ...asked },
    false,
  ).outcome
  return kind === 'answered' ? 'ok' : kind
}

/** Where the kernel sends what is for "any address" (net/ipv4/route.c ip_route_output_key, net/ipv6/datagram.c). */
export const destinationOf = (address: Ip): Ip =>
  isUnspecified(address) ? LOOPBACK[familyOf(address)] : address
const LOOPBACK: Readonly<Record<Family, Ip>> = { 4: mustParseIp('127.0.0.1'), 6: mustParseIp('::1') }

type Answers = Map<NamespaceRef, Map<string, Verdict>>

/** Askers whose answers are kept, of one world and one question. */
const MOST = 100_000

interface Memory {
  readonly pings: Answers
  readonly ports: Map<string, Answers>
}
const memory = remembered((_plane: DataPlane): Memory => ({ pings: new Map(), ports: new Map() }))

/** The answers to one question about all targets, by who asks. */
function answersTo(plane: DataPlane, port: number | PortAsked | undefined): Answers {
  const { pings, ports } = memory(plane)
  if (port === undefined) return bounded(pings)
  const key = typeof port === 'number' ? `tcp ${port}` : `${port.protocol} ${port.port}`
  const known = ports.get(key)
  if (known) return bounded(known)
  const fresh: Answers = new Map()
  ports.set(key, fresh)
  return fresh
}

/** Full memories are emptied: whoever asks for more pairs than that hardly asks them twice. */
function bounded(answers: Answers): Answers {
  if (answers.size > MOST) answers.clear()
  return answers
}
