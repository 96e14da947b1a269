/** Who asks: a sandbox or a machine, with the namespace that its packets start in. */
import { findHost, findSandbox, hostOf } from '../cnm/lookup.js'
import type { Host, Sandbox, World } from '../cnm/world.js'
import type { NamespaceId } from '../dataplane/namespace.js'
import { remembered } from '../dataplane/remember.js'

/** Where a question is asked from: the id of a sandbox or of a host. */
export type NamespaceRef = NamespaceId

export interface Asker {
  readonly ref: NamespaceRef
  /** What people call it: `h1/ctr1`, `peer`. */
  readonly label: string
  readonly host: Host
  /** Null: a process of the machine itself asks. */
  readonly sandbox: Sandbox | null
  /** Of a sandbox that shares the host's network it is the host's. */
  readonly namespace: NamespaceId
}

const askers = remembered((_world: World) => new Map<NamespaceRef, Asker>())

/**
 * Throws when the world has neither a sandbox nor a host of that id. The same object for the same world, since finding one
 * among many takes longer than a walk. O(log32 sandboxes) the first time.
 */
export function askerOf(world: World, ref: NamespaceRef): Asker {
  const known = askers(world)
  const before = known.get(ref)
  if (before) return before
  const asker = find(world, ref)
  known.set(ref, asker)
  return asker
}

function find(world: World, ref: NamespaceRef): Asker {
  const host = findHost(world, ref)
  if (host) return { ref, label: host.id, host, sandbox: null, namespace: host.id }
  const sandbox = findSandbox(world, ref)
  if (!sandbox) throw new Error(`the world has no sandbox and no host ${ref}`)
  return {
    ref,
    label: sandbox.label,
    host: hostOf(world, sandbox.host),
    sandbox,
    namespace: sandbox.useHost ? sandbox.host : sandbox.id,
  }
}
