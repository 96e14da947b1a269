/** A connection to a port (or a datagram and its answer), and how busybox's `wget -T 2` reports it. */
import type { Family } from '../addr/ip.js'
import type { Env } from '../cnm/env.js'
import type { World } from '../cnm/world.js'
import type { Earlier } from '../dataplane/balance.js'
import type { Protocol } from '../dataplane/packet.js'
import type { NamespaceRef } from './asker.js'
import { inquire } from './report.js'
import type { Report } from './report.js'

export type ConnectProtocol = Exclude<Protocol, 'icmp'>
export type ConnectReport = Report & { readonly protocol: ConnectProtocol }

/**
 * `target`: an address or a name. `earlier`: connections that load balancers have taken before, which decides whose turn it
 * is (`withConnections` adds those of a report's `conversation.balanced`). Throws for a `from` that the world does not have.
 */
export const connect = (
  env: Env,
  world: World,
  from: NamespaceRef,
  target: string,
  port: number,
  protocol: ConnectProtocol = 'tcp',
  family: Family | 'any' = 'any',
  earlier?: Earlier,
): ConnectReport =>
  inquire(env, world, from, target, earlier ? { protocol, port, earlier } : { protocol, port }, family)

/** As the `http` probe of a recording has it; `answeredBy` is the hostname of who answered. */
export type HttpResult =
  { readonly ok: true; readonly answeredBy: string } | { readonly ok: false; readonly why: string }

/** wget waits 2 s, one less than the kernel does before it says that a host is unreachable. */
export function httpResult({ why, answeredBy }: ConnectReport): HttpResult {
  if (answeredBy) return { ok: true, answeredBy: answeredBy.owner }
  return { ok: false, why: why === null || why === 'host-unreachable' ? 'timeout' : why }
}
