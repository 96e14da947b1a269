/** Pull or plug a machine's cable. */
import { castDraft } from 'immer'
import { err, ok } from '../addr/result.js'
import type { Change } from './env.js'
import { findHost } from './lookup.js'
import { update, withRecord } from './update.js'
import type { HostId, World } from './world.js'

export function setLink(world: World, hostId: HostId, up: boolean): Change {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  return ok({
    world: update(world, (draft) => {
      draft.hosts = castDraft(
        withRecord(world.hosts, hostId, { ...host, interfaces: host.interfaces.map((i) => ({ ...i, up })) }),
      )
      draft.clock++
    }),
  })
}
