/** One ICMP echo, and how busybox's `ping -c 1 -W 1` reports it. */
import type { Family, Ip } from '../addr/ip.js'
import type { Env } from '../cnm/env.js'
import type { World } from '../cnm/world.js'
import type { Question } from '../dataplane/conversation.js'
import type { NamespaceRef } from './asker.js'
import { inquire } from './report.js'
import type { Report } from './report.js'

export type PingReport = Report & { readonly protocol: 'icmp' }

/** `target`: an address or a name. Throws for a `from` that the world does not have. */
export const ping = (
  env: Env,
  world: World,
  from: NamespaceRef,
  target: string,
  family: Family | 'any' = 'any',
  how?: Pick<Question, 'source' | 'ttl'>,
): PingReport => inquire(env, world, from, target, how ? { ...ECHO, ...how } : ECHO, family)

const ECHO = { protocol: 'icmp', port: 0 } as const

/** As the `ping` probe of a recording has it. */
export type PingResult =
  | { readonly ok: true; readonly address: Ip; readonly ttl: number }
  | { readonly ok: false; readonly why: string; readonly address?: Ip }

export function pingResult(report: PingReport): PingResult {
  const { address, ttl } = report
  if (address !== null && ttl !== null) return { ok: true, address, ttl }
  return { ok: false, why: heardByPing(report), ...(address !== null && { address }) }
}

/**
 * ping sees what its own kernel says when it sends. What routers say comes as an ICMP error, over which busybox is
 * silent, and its own kernel needs 3 s to learn that a neighbour is not there.
 */
function heardByPing({ why, conversation }: PingReport): string {
  if (why === 'no-such-name') return why
  const atOnce = conversation?.request.ending.at === conversation?.question.from
  return why === 'network-unreachable' && atOnce ? why : 'timeout'
}
