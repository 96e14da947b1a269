/**
 * Delete a sandbox: its endpoints leave and are deleted, best gateway first, and its namespace goes (moby v28.5.2
 * libnetwork/sandbox.go Delete, delete). libnetwork passes over the endpoint on docker_gwbridge, which goes by itself
 * as the others leave; here it goes like them, with the same end.
 */
import { err, ok } from '../addr/result.js'
import { deleteEndpoint } from './deleteEndpoint.js'
import type { Change, Env } from './env.js'
import { exit } from './exit.js'
import { gossip } from './gossip.js'
import { findSandbox, isShared } from './lookup.js'
import { stepped, withoutSandbox } from './update.js'
import type { SandboxId, World } from './world.js'

/** The only error is `sandbox-not-found`: everything else libnetwork logs and goes on. O(its endpoints). */
export function deleteSandbox(env: Env, world: World, id: SandboxId): Change {
  const sandbox = findSandbox(world, id)
  if (!sandbox) return err({ code: 'sandbox-not-found', term: id })
  const shared = sandbox.endpoints.some((endpoint) => isShared(world, endpoint))
  let next = world
  for (const endpoint of sandbox.endpoints) {
    // without docker_gwbridge's comings and goings: a sandbox that is being deleted gets no new way out (inDelete)
    const left = exit(env, next, endpoint, id)
    if (!left.ok) return left
    const deleted = deleteEndpoint(env, left.value.world, endpoint)
    if (!deleted.ok) return deleted
    next = deleted.value.world
  }
  const gone = stepped(next, { sandboxes: withoutSandbox(next, id) })
  return ok({ world: shared ? gossip(env, gone) : gone })
}
