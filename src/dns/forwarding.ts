/**
 * What an embedded resolver does with a question that it does not answer itself: it asks outside servers in turn.
 *
 * Source: moby v28.5.2 libnetwork/resolver.go, serveDNS and forwardExtDNS. Not modelled: the limit of 1024
 * outstanding questions, UDP against TCP, and truncated replies.
 */
import type { Answer, Query, Reply } from './query.js'
import { withoutTrailingDot } from './query.js'
import type { ResolutionStep, Upstream, UpstreamRcode } from './step.js'

/** The address that an embedded resolver listens at, in every sandbox that has one. */
export const resolverAddress = '127.0.0.11'

/** Docker keeps no more outside servers than this (maxExtDNS); a fourth one is listed in resolv.conf and never asked. */
const maxUpstreams = 3

/**
 * How long one silent server holds up a question (extIOTimeout). Three of them make 12 seconds, so a libc, which waits
 * 5, has given up before the third is asked.
 */
export const upstreamTimeoutSeconds = 4

/** Where questions may go. */
export interface ForwardingView {
  /** In the order of the configuration. */
  readonly upstreams: readonly Upstream[]
  /**
   * False for a sandbox on internal networks only: then the host's servers are not asked on its behalf, as that would
   * be a way out. The user's own (`--dns`) are: those are asked from within the sandbox, and may be on its network.
   */
  readonly proxyDns: boolean
  /** True when the host's file or the user set `ndots`, to whatever value, even an invalid one (Sandbox.rebuildDNS). */
  readonly ndotsSet: boolean
}

/** What the outside server said, as far as it is handed on. */
export interface UpstreamReply {
  readonly rcode: UpstreamRcode
  readonly answers: readonly Answer[]
}

/** How the caller reaches an outside server. */
export type AskUpstream = (server: Upstream, query: Query) => UpstreamReply

/** A reply and how long it took, counting only the waiting for silent servers. */
export interface SlowReply extends Reply {
  readonly seconds: number
}

type Note = (step: ResolutionStep) => void

/**
 * Ask the outside servers in turn, and note each step. A server that is silent, unreachable, or says SERVFAIL or
 * REFUSED is passed over; the first other reply is handed on, NXDOMAIN too. When none is left the reply is SERVFAIL
 * (forwardExtDNS).
 */
export function forward(view: ForwardingView, query: Query, ask: AskUpstream, note: Note): SlowReply {
  if (view.ndotsSet && asksAddressOfSingleLabel(query)) {
    note({ step: 'not-forwarded', reason: 'ndots-set' })
    return { rcode: 'NOERROR', answers: [], seconds: 0 }
  }
  if (view.upstreams.length === 0) note({ step: 'not-forwarded', reason: 'no-upstream' })
  let seconds = 0
  for (const server of worthAsking(view, note)) {
    if (server.from === 'host' && !view.proxyDns) {
      note({ step: 'upstream-skipped', server, reason: 'internal-only' })
      continue
    }
    const { rcode, answers } = ask(server, query)
    const final = rcode === 'NOERROR' || rcode === 'NXDOMAIN'
    note({ step: 'upstream-asked', server, rcode, final })
    if (final) return { rcode, answers, seconds }
    if (rcode === 'TIMEOUT') seconds += upstreamTimeoutSeconds
  }
  return { rcode: 'SERVFAIL', answers: [], seconds }
}

// With ndots set by the user, a client is expected to come back with a search domain attached.
const asksAddressOfSingleLabel = ({ name, type }: Query): boolean =>
  (type === 'A' || type === 'AAAA') && !withoutTrailingDot(name).includes('.')

/**
 * The first servers of the list; the resolver itself is struck off before they are counted (filterExtServers), so that
 * a host whose file names 127.0.0.11 does not ask in circles.
 */
function worthAsking({ upstreams }: ForwardingView, note: Note): readonly Upstream[] {
  const isItself = (server: Upstream): boolean =>
    server.from === 'sandbox' && server.address === resolverAddress
  for (const server of upstreams.filter(isItself))
    note({ step: 'upstream-skipped', server, reason: 'itself' })
  return upstreams.filter((server) => !isItself(server)).slice(0, maxUpstreams)
}
