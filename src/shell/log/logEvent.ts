/** The lines of a log, as data: what was played and what every packet met. docs/log.md is the reference of the fields. */
import type { Outcome, Question } from '../../dataplane/conversation.js'
import type { Packet, Tuple } from '../../dataplane/packet.js'
import type { Ending } from '../../dataplane/trace.js'
import type { Cause } from '../../dataplane/cause.js'

/** A rule as iptables writes it, and what it is there for. */
export interface LoggedRule {
  readonly table: string
  readonly rule: string
  readonly cause: Cause
}

/** What a packet met in one namespace: a step of the walk, with rules as text. */
export type LoggedStep =
  | {
      readonly kind: 'filter'
      readonly table: string
      readonly hook: string
      readonly verdict: string
      /** Null: the policy of the chain decided. */
      readonly by: LoggedRule | null
    }
  | {
      readonly kind: 'route'
      readonly to: string
      readonly via: string | null
      readonly device: string
      readonly cause: Cause
    }
  | { readonly kind: 'local'; readonly address: string }
  | {
      readonly kind: 'neighbour'
      readonly address: string
      readonly segment: string
      /** The interface that the frame does not leave, as both are below it (macvlan, ipvlan). */
      readonly within?: string
    }
  | {
      readonly kind: 'translate'
      readonly was: Tuple
      readonly becomes: Tuple
      /** Null: connection tracking undid an earlier translation. */
      readonly by: LoggedRule | null
    }
  | {
      readonly kind: 'balance'
      readonly service: string
      readonly server: string
      /** Connections that the service had taken before. */
      readonly earlier: number
      readonly cause: Cause
    }
  | {
      readonly kind: 'tunnel'
      readonly device: string
      readonly vni: number
      /** Whom the frame is for, and the other end of the tunnel. */
      readonly address: string
      readonly via: string
      /** `esp`: encrypted. */
      readonly protection: string
      /** How the way of the packet that carried it ended. */
      readonly ended: Ending['kind']
      readonly cause: Cause
    }
  /** Out of an ESP packet came another one: the tunnel's own, for a UDP port. */
  | { readonly kind: 'decrypt'; readonly from: string; readonly vni: number; readonly port: number }
  | {
      readonly kind: 'listener'
      readonly protocol: string
      readonly port: number
      readonly owner: string
      readonly relay: string | null
    }

/** Which walk: `conversation` counts from 1 over the whole log, and each has a request and perhaps an answer. */
export interface WalkRef {
  readonly conversation: number
  readonly walk: 'request' | 'answer'
}

/** What a conversation is for: what was asked, a DNS server on the way to it, or what a relay (docker-proxy) asks in turn. */
export type Purpose = 'question' | 'dns' | 'relay'

/** One line, by `event`. Names of places are labels as people write them; addresses are texts. */
export type LogEvent =
  | { readonly event: 'command'; readonly host: string; readonly command: string; readonly exit: number }
  | {
      readonly event: 'engine'
      readonly host: string
      /** The world's step. */
      readonly clock: number
      readonly type: string
      readonly action: string
      readonly actor: string
      readonly attributes: readonly (readonly [key: string, value: string])[]
    }
  | { readonly event: 'change'; readonly line: string; readonly problem: string | null }
  | { readonly event: 'probe'; readonly line: string; readonly result: unknown }
  | {
      readonly event: 'conversation'
      readonly conversation: number
      readonly purpose: Purpose
      readonly from: string
      readonly question: Omit<Question, 'from' | 'earlier'>
    }
  | ({ readonly event: 'walk'; readonly from: string; readonly packet: Packet } & WalkRef)
  | ({
      readonly event: 'hop'
      readonly hop: number
      readonly namespace: string
      readonly in: string
      readonly out: string
      readonly packet: Packet
    } & WalkRef)
  | ({ readonly event: 'step'; readonly hop: number; readonly namespace: string } & LoggedStep & WalkRef)
  | ({
      readonly event: 'ending'
      readonly kind: Ending['kind']
      readonly at: string
      readonly why: string
    } & WalkRef)
  | {
      readonly event: 'outcome'
      readonly conversation: number
      readonly kind: Outcome['kind']
      readonly ttl: number | null
      readonly by: string | null
    }
