/** One question to the first nameserver, as `dig +time=1 +tries=1` asks it: no hosts file, no search list. */
import type { Ip } from '../addr/ip.js'
import type { Env } from '../cnm/env.js'
import type { World } from '../cnm/world.js'
import { fitsMessage } from '../dns/query.js'
import type { Rcode, RecordType, Reply } from '../dns/query.js'
import { asSeenWithin } from '../dns/resolver.js'
import type { ResolutionStep } from '../dns/step.js'
import { askServer } from './ask.js'
import { askerOf } from './asker.js'
import type { NamespaceRef } from './asker.js'
import { resolvConf } from './files.js'

/** `server` and `rcode` null: resolv.conf names no server. */
export interface DigReport {
  readonly server: Ip | null
  readonly rcode: Rcode | null
  readonly answers: Reply['answers']
  /** The embedded resolver's account; empty for other servers. */
  readonly why: readonly ResolutionStep[]
}

/** Seconds. */
const PATIENCE = 1

/** Throws for a `from` that the world does not have. */
export function dig(
  env: Env,
  world: World,
  from: NamespaceRef,
  name: string,
  type: RecordType = 'A',
): DigReport {
  const asker = askerOf(world, from)
  const [server] = resolvConf(world, asker).nameservers
  if (server === undefined) return { server: null, rcode: null, answers: [], why: [] }
  // dig itself refuses a name that fits no message; the root is one that it takes
  if (name !== '.' && !fitsMessage(name)) return { server, rcode: 'TIMEOUT', answers: [], why: [] }
  const reply = askServer(env, world, asker, server, { name, type }, () => undefined)
  return { server, ...asSeenWithin(reply, PATIENCE), why: reply.why ?? [] }
}

/** As the `dns` probe of a recording has it. */
export const dnsResult = ({ server, rcode, answers }: DigReport) => ({ server, rcode, answers })
