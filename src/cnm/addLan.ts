/** Put a physical broadcast domain into the world; machines plug in by naming it as an interface's segment. */
import { castDraft } from 'immer'
import { ok } from '../addr/result.js'
import type { Change } from './env.js'
import { withRecord, update } from './update.js'
import type { World } from './world.js'

export const addLan = (world: World, id: string): Change =>
  ok({
    world: update(world, (draft) => {
      draft.lans = castDraft(withRecord(world.lans, id, { id }))
      draft.clock++
    }),
  })
