// The questions that are measured, by the cheapest way in which the package answers each.
import { dataPlane, explainTrace, ping } from '../dist/index.js'
import { converse } from '../dist/dataplane/conversation.js'
import { env } from './worlds.mjs'

/** Does an echo from a sandbox to an address come back? No trace is kept. */
export const reaches = (world, from, to) =>
  converse(dataPlane(env, world), { from, to, protocol: 'icmp', port: 0 }, false).outcome.kind === 'answered'

export const reachesName = (world, from, name) => ping(env, world, from, name).verdict === 'reachable'

/** How many hops there are, there and back. */
export function hops(world, from, to) {
  const { request, answer } = converse(dataPlane(env, world), { from, to, protocol: 'icmp', port: 0 })
  return request.hops.length + (answer?.hops.length ?? 0)
}

/** How many lines tell of it. */
export const lines = (world, from, to) =>
  explainTrace(converse(dataPlane(env, world), { from, to, protocol: 'icmp', port: 0 })).length
