/** Put a physical broadcast domain into the world; machines plug in by naming it as an interface's segment. */
import { err, ok } from '../addr/result.js'
import type { Change } from './env.js'
import { allHosts } from './lookup.js'
import { stepped } from './update.js'
import type { World } from './world.js'

/** A LAN that is there already stays as it is. The error is `lan-like-bridge`. */
export function addLan(world: World, id: string): Change {
  const host = allHosts(world).find((each) => isSegmentOf(id, each.id))
  if (host !== undefined) return err({ code: 'lan-like-bridge', lan: id, host: host.id })
  // a computed key, unlike an assignment, sets no prototype where the user says `__proto__`
  return ok({ world: stepped(world, { lans: { ...world.lans, [id]: { id } } }) })
}

/** The bridges of a host are segments called `h1/docker0`: a LAN of such a name would hide one. */
export const isSegmentOf = (id: string, host: string): boolean => id.startsWith(`${host}/`)
