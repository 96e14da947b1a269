/**
 * Ask a DNS server: the embedded one where the sandbox has it, else whoever answers at the address. An outside server is
 * reached by a walk of its own, and it must be a machine with a zone. Not modelled: DNS over TCP, servers in containers.
 */
import type { Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { findHost } from '../cnm/lookup.js'
import type { World } from '../cnm/world.js'
import { converse } from '../dataplane/conversation.js'
import type { Conversation } from '../dataplane/conversation.js'
import type { Listener, NamespaceId } from '../dataplane/namespace.js'
import { resolverAddress } from '../dns/forwarding.js'
import type { UpstreamReply } from '../dns/forwarding.js'
import type { Query } from '../dns/query.js'
import { resolveEmbedded } from '../dns/resolver.js'
import type { ServerReply } from '../dns/stub.js'
import { answerZone } from '../dns/zone.js'
import type { Zone } from '../dns/zone.js'
import type { Asker } from './asker.js'
import { resolverView } from './names.js'

const DNS_PORT = 53

/** Gets every conversation with an outside server, in order. */
export type Heard = (conversation: Conversation) => void

/** Does a question to this address go to the asker's embedded resolver? */
export const isEmbedded = ({ sandbox }: Asker, server: Ip): boolean =>
  server === resolverAddress && sandbox !== null && sandbox.resolver && !sandbox.useHost

/** Ask the server at an address as the asker's programs would. Costs a walk for each outside server asked. */
export function askServer(
  env: Env,
  world: World,
  asker: Asker,
  server: Ip,
  query: Query,
  heard: Heard,
): ServerReply {
  const { sandbox, host, namespace } = asker
  if (sandbox === null || !isEmbedded(asker, server)) {
    const { rcode, answers } = askOutside(env, world, namespace, server, query, heard)
    // a refusal comes at once, yet tells a program no more than silence does
    return { rcode: rcode === 'UNREACHABLE' ? 'TIMEOUT' : rcode, answers, seconds: 0 }
  }
  const view = resolverView(world, sandbox)
  return resolveEmbedded(
    env.resolverView?.(view, world, sandbox) ?? view,
    query,
    ({ address, from }, question) =>
      askOutside(env, world, from === 'host' ? host.id : namespace, address, question, heard),
  )
}

/** As a datagram from there to port 53. Where the resolver has no sandbox's routes it asks from the host's own namespace. */
function askOutside(
  env: Env,
  world: World,
  from: NamespaceId,
  to: Ip,
  query: Query,
  heard: Heard,
): UpstreamReply {
  const plane = dataPlane(env, world)
  const conversation = converse(plane, { from, to, protocol: 'udp', port: DNS_PORT })
  heard(conversation)
  const { outcome } = conversation
  switch (outcome.kind) {
    case 'answered': {
      const zone = outcome.by && zoneOf(world, conversation, outcome.by)
      return zone ? answerZone(zone, query) : SILENT
    }
    case 'refused':
      return { rcode: 'UNREACHABLE', answers: [] }
    case 'network-unreachable': {
      // a router's message is no hard error to a UDP socket: it goes on waiting
      const { request } = conversation
      return request.ending.at === from ? { rcode: 'UNREACHABLE', answers: [] } : SILENT
    }
    // the kernel looks for a neighbour for 3 s before it gives up: longer than a dig waits
    case 'host-unreachable':
    case 'reset':
    case 'timeout':
      return SILENT
  }
}

/** Nobody answers, or nobody who knows zones: to a resolver that is the same. */
const SILENT: UpstreamReply = { rcode: 'TIMEOUT', answers: [] }

/** The zone of the machine that answered, if it was its own process and no container's. */
function zoneOf(world: World, conversation: Conversation, by: Listener): Zone | null {
  // a published port 53 may lead to a relay: the one behind it answers
  let last = conversation
  while (last.relayed) last = last.relayed
  const machine = findHost(world, last.request.ending.at)
  return machine?.listeners.includes(by) ? machine.zone : null
}
