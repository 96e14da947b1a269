/**
 * Legacy links at work: when a container joins the default bridge, the names of its links go into its hosts file, and those
 * who have a link to it learn its new address (moby v28.5.2 daemon/container_operations_unix.go addLegacyLinks). Lines stay when
 * their target stops: nobody takes them away.
 */
import { addressOf } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import { amendSandbox } from '../cnm/amend.js'
import { endpointOf, sandboxOf } from '../cnm/lookup.js'
import type { ExtraHost } from '../dns/hostsFile.js'
import { withModel } from './change.js'
import type { EngineError } from './errors.js'
import { containerOf, containersOn } from './findContainer.js'
import { linkHosts, linkedFrom } from './links.js'
import type { Container, ContainerId, DockerWorld } from './state.js'

/**
 * A link on the default bridge needs its target there, even a stopped one (addLegacyLinks asks its settings). null:
 * all right. Targets that were removed are no problem here: their start was refused before (brokenLink).
 */
export function refuseLinks(state: DockerWorld, container: Container): EngineError | null {
  for (const { target: id } of container.links) {
    const target = containersOn(state, container.host).find((c) => c.id === id)
    if (target && !target.attachments.some((a) => a.network === 'bridge'))
      return { code: 'link-not-default', target: target.name }
  }
  return null
}

/**
 * After container `id` has joined the default bridge: its own lines are added, and in the hosts files of those who
 * have a link to it the lines of its aliases get its address of this time. O(containers of the host).
 */
export function withLegacyLinks(state: DockerWorld, id: ContainerId): DockerWorld {
  const container = containerOf(state, id)
  const own = withHosts(state, container, (lines) => [...lines, ...linkHosts(state, container)])
  const endpoint = container.attachments.find((a) => a.network === 'bridge')?.endpoint ?? null
  if (endpoint === null) return own
  const { address4, address6 } = endpointOf(state.cnm, endpoint)
  const addresses = [address4, address6].filter((a) => a !== null).map(addressOf)
  return linkedFrom(own, container).reduce((next, parent) => {
    const aliases = parent.links.filter((l) => l.target === id).map((l) => l.alias)
    return withHosts(next, parent, (lines) =>
      lines.map((line) => {
        const named = line.names.some((name) => aliases.includes(name))
        const address = addresses.find((a) => familyOf(a) === familyOf(line.address))
        return named && address !== undefined ? { ...line, address } : line
      }),
    )
  }, own)
}

/**
 * Lines of a sandbox's hosts file that are not its own name; a stopped or sandbox-less container has none to
 * change.
 */
function withHosts(
  state: DockerWorld,
  { sandbox, sharedWith, links }: Container,
  change: (lines: readonly ExtraHost[]) => readonly ExtraHost[],
): DockerWorld {
  if (sandbox === null || sharedWith !== null || links.length === 0) return state
  const { extraHosts } = sandboxOf(state.cnm, sandbox)
  const amended = amendSandbox(state.cnm, sandbox, { extraHosts: change(extraHosts) })
  return amended.ok ? withModel(state, amended.value.world) : state
}
