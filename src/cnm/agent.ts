/**
 * A host becomes a member of a cluster, or stops being one (moby v28.5.2 libnetwork/agent.go agentInit, agentClose): the
 * sockets that the cluster needs open, and whatever drivers describe for members.
 */
import { err, ok } from '../addr/result.js'
import type { Listener } from '../dataplane/namespace.js'
import type { Protocol } from '../dataplane/packet.js'
import type { AgentInfo } from '../drivers/api.js'
import type { Change, Env } from './env.js'
import { gossip } from './gossip.js'
import { GOSSIP_PORT } from './gossipReach.js'
import { findHost } from './lookup.js'
import { stepped, withHost } from './update.js'
import type { HostId, World } from './world.js'

/** Of swarm's managers (moby v28.5.2 daemon/cluster, the default of --listen-addr): the API and raft, over TCP. */
export const MANAGER_PORT = 2377

/** By which the sockets of the cluster are known again when it is left. */
const PURPOSE = 'cluster'

/** `managing`: the port on which it serves others as a manager; null: it is none. `agent` null: it leaves. */
export function setAgent(
  env: Env,
  world: World,
  hostId: HostId,
  agent: AgentInfo | null,
  managing: number | null,
): Change {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  const socket = (protocol: Protocol, port: number): Listener => ({
    protocol,
    address: null,
    family: null,
    port,
    owner: 'dockerd',
    frozen: false,
    relay: null,
    cause: { purpose: PURPOSE },
  })
  const own =
    agent === null
      ? []
      : [
          socket('tcp', GOSSIP_PORT),
          socket('udp', GOSSIP_PORT),
          ...(managing === null ? [] : [socket('tcp', managing)]),
        ]
  const listeners = [...host.listeners.filter((l) => l.cause.purpose !== PURPOSE), ...own]
  const next = stepped(world, {
    hosts: withHost(world, { ...host, agent, listeners, lost: agent === null ? [] : host.lost }),
  })
  return ok({ world: gossip(env, next) })
}
