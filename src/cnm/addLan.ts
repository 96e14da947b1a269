/** Put a physical broadcast domain into the world; machines plug in by naming it as an interface's segment. */
import { ok } from '../addr/result.js'
import type { Change } from './env.js'
import { put, update } from './update.js'
import type { World } from './world.js'

export const addLan = (world: World, id: string): Change =>
  ok({
    world: update(world, (draft) => {
      put(draft.lans, id, { id })
      draft.clock++
    }),
  })
