/** A question and its answer: a request walked there, and what it provokes walked back. A ping is two walks. */
import type { Ip } from '../addr/ip.js'
import { familyOf } from '../addr/ip.js'
import { nothingEarlier } from './balance.js'
import type { Earlier } from './balance.js'
import type { Listener, NamespaceId } from './namespace.js'
import { DEFAULT_TTL, replyTo } from './packet.js'
import type { Packet, Protocol } from './packet.js'
import type { DataPlane } from './plane.js'
import { isLocal, routeTo, sourceFor } from './routing.js'
import { recorder } from './trace.js'
import type { Ending, Hop } from './trace.js'
import { walk } from './walk.js'
import type { Arrival } from './walk.js'

export interface Question {
  readonly from: NamespaceId
  readonly to: Ip
  readonly protocol: Protocol
  /** 0 for ICMP. */
  readonly port: number
  /** Sent from this address of the asker's own, instead of the one that its kernel would choose. */
  readonly source?: Ip
