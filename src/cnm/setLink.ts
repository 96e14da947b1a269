/** Pull or plug a machine's cable. */
import { castDraft } from 'immer'
import { err, ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { gossip } from './gossip.js'
import { findHost } from './lookup.js'
import { update, withRecord } from './update.js'
import type { HostId, World } from './world.js'

/** Hosts of a cluster lose sight of each other, or find each other again. */
export function setLink(env: Env, world: World, hostId: HostId, up: boolean): Change {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  const next = update(world, (draft) => {
    draft.hosts = castDraft(
      withRecord(world.hosts, hostId, { ...host, interfaces: host.interfaces.map((i) => ({ ...i, up })) }),
    )
    draft.clock++
  })
  return ok({ world: gossip(env, next) })
}
