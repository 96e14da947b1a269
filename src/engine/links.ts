/**
 * Legacy links, on the default bridge: names of other containers in a container's /etc/hosts (moby v28.5.2 daemon/links.go,
 * container_operations_unix.go addLegacyLinks). A link outlives a rename of its target, so it is kept by id.
 */
import { addressOf } from '../addr/cidr.js'
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { endpointOf } from '../cnm/lookup.js'
import type { HostId } from '../cnm/world.js'
import type { ExtraHost } from '../dns/hostsFile.js'
import type { EngineError } from './errors.js'
import { containersOn, findContainer } from './findContainer.js'
import { isContainerMode } from './findNetwork.js'
import { isUp } from './isUp.js'
import type { Container, DockerWorld } from './state.js'

/** A link of `source`: it knows `target` as `alias`. */
export interface Link {
  readonly target: Container
  readonly alias: string
}

/**
 * `name:alias`, `name`, `/name:/source/alias` (opts/opts.go ParseLink): what `--link` takes, and what inspect
 * prints.
 */
export function parseLink(text: string): { readonly name: string; readonly alias: string } {
  const [name = '', alias = ''] = text.split(':')
  const bare = name.replace(/^\//, '')
  return { name: bare, alias: alias.split('/').at(-1) || bare }
}

/**
 * The containers that the links name, or which of them is missing. They are looked up once, at `docker create`: by
 * id from then on, so that a link stays with the container and not with the name.
 */
export function linkTargets(
  state: DockerWorld,
  host: HostId,
  links: readonly string[],
): Result<readonly Link[], EngineError> {
  const found: Link[] = []
  for (const text of links) {
    if (text.endsWith(':')) continue // the engine fails to register an empty alias, and only logs it
    const { name, alias } = parseLink(text)
    const target = ownerOf(state, host, name)
    if (!target.ok) return target
    if (target.value.hostConfig.networkMode === 'host') return err({ code: 'link-host-mode' })
    // the first link of an alias has it; the engine logs the second one and goes on (daemon.go registerLink)
    if (!found.some((link) => link.alias === alias)) found.push({ target: target.value, alias })
  }
  return ok(found)
}

/** The container that a name stands for in a link: of one that shares a sandbox it is the sandbox's owner (registerLinks). */
function ownerOf(state: DockerWorld, host: HostId, term: string): Result<Container, EngineError> {
  const found = findContainer(state, host, term)
  if (!found.ok) return err({ code: 'link-target', term, cause: found.error })
  const { id, hostConfig } = found.value
  if (!isContainerMode(hostConfig.networkMode)) return found
  const next = hostConfig.networkMode.slice('container:'.length)
  // a created container may name itself; the engine would go round for ever
  const same = findContainer(state, host, next)
  return same.ok && same.value.id === id ? found : ownerOf(state, host, next)
}

/**
 * The first link whose target does not run or is not on the default bridge: neither a start nor an exec is possible
 * then, since the environment of the program tells of it (daemon/container_operations_unix.go
 * setupLinkedContainers).
 */
export const brokenLink = (state: DockerWorld, { host, name, links }: Container): EngineError | null => {
  for (const link of links) {
    const target = containersOn(state, host).find((c) => c.id === link.target)
    if (target === undefined || !isUp(target))
      return { code: 'link-not-running', target: target?.name ?? link.name, source: name, alias: link.alias }
    if (!target.attachments.some((a) => a.network === 'bridge'))
      return { code: 'link-not-attached', id: target.id }
  }
  return null
}

/**
 * The lines that a container's links put into its hosts file when it joins the default bridge (addLegacyLinks): the
 * alias, the target's host name, and its name unless that is the alias. A target that does not run has no address
 * and no line.
 */
export const linkHosts = (state: DockerWorld, container: Container): readonly ExtraHost[] =>
  container.links.flatMap(({ target: id, alias }) => {
    const target = containersOn(state, container.host).find((c) => c.id === id)
    const attachment = target?.attachments.find((a) => a.network === 'bridge')
    if (!target || attachment === undefined || attachment.endpoint === null) return []
    const { address4, address6 } = endpointOf(state.cnm, attachment.endpoint)
    const names = [alias, target.config.hostname, ...(alias === target.name ? [] : [target.name])]
    return [address4, address6].filter((a) => a !== null).map((a) => ({ address: addressOf(a), names }))
  })

/** The containers of a host that have a link to this one, running or not. O(containers of the host). */
export const linkedFrom = (state: DockerWorld, target: Container): readonly Container[] =>
  containersOn(state, target.host).filter((c) => c.links.some((l) => l.target === target.id))
