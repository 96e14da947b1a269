/**
 * Create a sandbox: an empty network stack, with a loopback device (moby v28.5.2 libnetwork/controller.go NewSandbox).
 * Not modelled: its key, the path by which processes enter it; files of /etc are derived when somebody reads them.
 */
import { err, ok } from '../addr/result.js'
import { frozen } from '../store/frozen.js'
import type { Change } from './env.js'
import { makeId } from './identity.js'
import { findHost, sandboxFor } from './lookup.js'
import { stepped, withSandbox } from './update.js'
import type { HostId, Sandbox, SandboxId, World } from './world.js'
import { NONE, noDns, orNone } from './world.js'

/** What the caller may say; the container's id is the one thing that must be. */
export type SandboxSpec = Pick<Sandbox, 'containerId'> &
  Partial<
    Pick<
      Sandbox,
      | 'label'
      | 'useHost'
      | 'listeners'
      | 'hostname'
      | 'domainname'
      | 'extraHosts'
      | 'dns'
      | 'publish'
      | 'exposed'
      | 'purpose'
      | 'filesOf'
    >
  >

/**
 * Errors: `host-not-found`, `container-id-empty`, `sandbox-exists` ("container ... is already present in sandbox ..."):
 * one container has at most one. `useHost` makes none: the sandbox stands for the host's own namespace. O(1).
 */
export function newSandbox(
  world: World,
  hostId: HostId,
  spec: SandboxSpec,
): Change<{ readonly sandbox: SandboxId }> {
  const { containerId } = spec
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  if (containerId.trim() === '') return err({ code: 'container-id-empty' })
  const twin = sandboxFor(world, hostId, containerId)
  if (twin) return err({ code: 'sandbox-exists', containerId, sandbox: twin.id })
  const id = makeId('sandbox', host.index, world.clock)
  const sandbox: Sandbox = {
    label: spec.label ?? `${hostId}/${containerId}`,
    useHost: spec.useHost ?? false,
    listeners: orNone(spec.listeners),
    hostname: spec.hostname ?? containerId,
    domainname: spec.domainname ?? '',
    extraHosts: orNone(spec.extraHosts),
    dns: spec.dns ? frozen(spec.dns) : noDns,
    publish: orNone(spec.publish),
    exposed: orNone(spec.exposed),
    purpose: spec.purpose ?? 'container',
    filesOf: spec.filesOf ? frozen(spec.filesOf) : null,
    containerId,
    id,
    host: host.id, // the same text for all of them
    createdAt: world.clock,
    endpoints: NONE,
    resolver: false,
  }
  return ok({
    sandbox: id,
    world: stepped(world, { sandboxes: withSandbox(world, Object.freeze(sandbox), null) }),
  })
}
