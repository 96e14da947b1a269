/** What would have to be otherwise for a packet to get one step further: one fact of the data plane taken away or added. */
import type { Family, Ip } from '../../addr/ip.js'
import type { Interface, Listener, NamespaceId, Route, SegmentId } from '../../dataplane/namespace.js'
import type { Packet } from '../../dataplane/packet.js'
import type { Rule, TableName } from '../../dataplane/rule.js'
import type { Port } from '../../dataplane/segment.js'
import type { Ending } from '../../dataplane/trace.js'

export type Fix =
  /** The rule is not there. */
  | { readonly kind: 'no-rule'; readonly at: NamespaceId; readonly rule: Rule }
  /** The built-in chain accepts what no rule decides. */
  | {
      readonly kind: 'accept-policy'
      readonly at: NamespaceId
      readonly family: Family
      readonly table: TableName
      readonly chain: string
    }
  | { readonly kind: 'route'; readonly at: NamespaceId; readonly route: Route }
  /** The namespace has an interface more, on a segment where it was not. */
  | { readonly kind: 'attach'; readonly at: NamespaceId; readonly device: Interface }
  | { readonly kind: 'listen'; readonly at: NamespaceId; readonly listener: Listener }
  /** The process is not frozen. */
  | { readonly kind: 'thaw'; readonly at: NamespaceId; readonly listener: Listener }
  /** The interface is up and plugged in. */
  | {
      readonly kind: 'plug'
      readonly at: NamespaceId
      readonly device: string
      readonly segment: SegmentId | null
    }
  | { readonly kind: 'forward'; readonly at: NamespaceId }
  /** Frames pass between these ports, as between any two of a segment. */
  | { readonly kind: 'carry'; readonly segment: SegmentId; readonly ports: readonly Port[] }
  /** A machine with the address is on the segment; it answers, and sends everything to `via`. */
  | {
      readonly kind: 'machine'
      readonly id: NamespaceId
      readonly segment: SegmentId
      readonly device: Interface
      readonly routes: readonly Route[]
      readonly listeners: readonly Listener[]
    }
  /** That port does not answer for the address, which belongs to somebody else as well. */
  | { readonly kind: 'yield'; readonly segment: SegmentId; readonly port: Port; readonly address: Ip }
  /** The asker finds the address under the name. */
  | { readonly kind: 'name'; readonly name: string; readonly address: Ip }

/** One thing that has to change: what stopped the packet, and what would let it pass. */
export interface Blocker {
  /** Null: no packet was sent, as the name was not found. */
  readonly ending: Ending | null
  /** The walk that was stopped, of the conversation or of a relay's own. */
  readonly way: 'name' | 'request' | 'answer'
  readonly fix: Fix
  /** As it was where it ended; null: none was sent. */
  readonly packet: Packet | null
  /** What people call the namespace where it is. */
  readonly label: string
}
