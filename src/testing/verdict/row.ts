/** The answer to who reaches whom, for one pair and one port. */
import type { Port } from '../rules/port.js'
import type { Assumption } from './assumption.js'
import type { Witness } from './attempt.js'
import type { Verdict } from './pair.js'

/** One row of an answer. The verdict is about the door that opened, or about all of them where none did. */
export interface Reachability {
  /** `h1/web` */
  readonly from: string
  /** `h1/db`; or the address or name that was asked for. */
  readonly to: string
  readonly port: Port | null
  readonly verdict: Verdict
  /** Of an unreachable one: whether the target would have answered somebody else. */
  readonly controlled: boolean
  /** One sentence. */
  readonly says: string
  /** The tries that decided, at most three. */
  readonly witnesses: readonly Witness[]
  readonly assumptions: readonly Assumption[]
}
