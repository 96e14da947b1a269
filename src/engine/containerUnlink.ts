/**
 * `docker rm --link web/database`: the parent forgets the link, and its sandbox is built anew without it (moby v28.5.2
 * daemon/delete.go rmLink, libnetwork/sandbox.go Refresh). Not modelled: that two links to one target are then both forgotten
 * when that target's address changes.
 */
import { ok } from '../addr/result.js'
import { amendSandbox } from '../cnm/amend.js'
import type { Env } from '../cnm/env.js'
import { join } from '../cnm/join.js'
import { leave } from '../cnm/leave.js'
import { sandboxOf } from '../cnm/lookup.js'
import type { HostId, World } from '../cnm/world.js'
import { refuse, ticked, withContainer, withModel } from './change.js'
import { findContainer, linkNamed } from './findContainer.js'
import { sandboxSpec } from './sandboxSpec.js'
import type { Container, DockerWorld, EngineChange } from './state.js'

export function containerUnlink(env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const named = linkNamed(state, host, term)
  if (named === undefined) return refuse({ code: 'unlink-own-name' })
  const { parent, link } = named
  const forgotten = { ...parent, links: parent.links.filter((l) => l !== link) }
  return ok({ state: refreshed(env, ticked(withContainer(state, forgotten)), forgotten) })
}

/**
 * The sandbox leaves all its networks and joins them again, with the names that the container itself asked for: the lines of the
 * other links are gone from its hosts file as well, until it starts again.
 */
function refreshed(env: Env, state: DockerWorld, container: Container): DockerWorld {
  const { sandbox, sharedWith, attachments } = container
  if (sandbox === null || sharedWith !== null || !attachments.some((a) => a.network === 'bridge'))
    return state
  const spec = sandboxSpec(state, container)
  if (!spec.ok) return state
  const { endpoints } = sandboxOf(state.cnm, sandbox)
  let world: World = state.cnm
  for (const endpoint of endpoints) {
    const left = leave(env, world, endpoint, sandbox)
    if (left.ok) world = left.value.world
  }
  const amended = amendSandbox(world, sandbox, { extraHosts: spec.value.extraHosts ?? [] })
  if (amended.ok) world = amended.value.world
  for (const endpoint of endpoints) {
    const joined = join(env, world, endpoint, sandbox)
    if (joined.ok) world = joined.value.world
  }
  return withModel(state, world)
}
