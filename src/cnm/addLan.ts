/** Put a physical broadcast domain into the world; machines plug in by naming it as an interface's segment. */
import { castDraft } from 'immer'
import { err, ok } from '../addr/result.js'
import type { Change } from './env.js'
import { withRecord, update } from './update.js'
import type { World } from './world.js'

export function addLan(world: World, id: string): Change {
  const host = Object.keys(world.hosts).find((each) => isSegmentOf(id, each))
  if (host !== undefined) return err({ code: 'lan-like-bridge', lan: id, host })
  return ok({
    world: update(world, (draft) => {
      draft.lans = castDraft(withRecord(world.lans, id, { id }))
      draft.clock++
    }),
  })
}

/** The bridges of a host are segments called `h1/docker0`: a LAN of such a name would hide one. */
export const isSegmentOf = (id: string, host: string): boolean => id.startsWith(`${host}/`)
