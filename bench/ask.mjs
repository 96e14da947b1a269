// The questions that are measured, as a user of the package asks them.
import { dataPlane, explainTrace, ping, reaches as reachesWhat } from '../dist/index.js'
import { converse } from '../dist/dataplane/conversation.js'
import { env } from './worlds.mjs'

/** Does an echo from a sandbox to an address or a name come back? The answer is remembered with the world. */
export const reaches = (world, from, target) => reachesWhat(env, world, from, target)

/** The same by walking, as for a pair that was never asked about. */
export const walks = (world, from, to) =>
  converse(dataPlane(env, world), { from, to, protocol: 'icmp', port: 0 }, false).outcome.kind === 'answered'

/** How many hops there are, there and back. */
export function hops(world, from, to) {
  const { request, answer } = ping(env, world, from, to).conversation
  return request.hops.length + (answer?.hops.length ?? 0)
}

/** How many lines tell of it. */
export const lines = (world, from, to) => explainTrace(ping(env, world, from, to).conversation).length
