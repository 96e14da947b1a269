/** Where in the compose files the facts are written that let somebody reach, or not reach, somebody else. */
import { joinedBy, networkOf, sandboxOf } from '../cnm/lookup.js'
import type { Network } from '../cnm/world.js'
import { containersOn } from '../engine/findContainer.js'
import type { Container, DockerWorld } from '../engine/state.js'
import type { Written } from '../lint/finding.js'
import { joinWritten, originOf, portWritten } from '../lint/where.js'
import type { Witness } from '../testing/testing.js'
import { HOST } from './loadProject.js'
import type { Subject } from './loadSubject.js'

/**
 * The lines that a try hangs on: that both are on one network; else the published port by which it came in; else
 * what puts each of them where it is. None where nothing of it comes from a compose file. O(networks of both).
 */
export function writtenFor(
  { lab, projects }: Subject,
  { from, to, report, end }: Witness,
): readonly Written[] {
  const parties = [from, to].flatMap((label) => containerAt(lab.world, label) ?? [])
  const joins = (container: Container, network: Network): readonly Written[] =>
    originOf(projects, container) ? joinWritten(projects, container, network) : []
  const [asker, target] = [from, to].map((label) => networksAt(lab.world, label))
  const shared = (asker ?? []).filter((network) => target?.includes(network))
  if (shared.length > 0)
    return parties.flatMap((container) => shared.flatMap((network) => joins(container, network)))
  const asked = containerAt(lab.world, to)
  const published =
    asked && end === 'reached' ? portWritten(projects, asked, publishedAs(asked, report.port)) : []
  if (published.length > 0) return published
  return parties.flatMap((container) =>
    networksAt(lab.world, `${HOST}/${container.name}`).flatMap((network) => joins(container, network)),
  )
}

const containerAt = (world: DockerWorld, label: string): Container | undefined =>
  containersOn(world, HOST).find(({ name }) => `${HOST}/${name}` === label)

function networksAt(world: DockerWorld, label: string): readonly Network[] {
  const sandbox = containerAt(world, label)?.sandbox
  return typeof sandbox === 'string'
    ? joinedBy(world.cnm, sandboxOf(world.cnm, sandbox)).map((e) => networkOf(world.cnm, e.network))
    : []
}

/** The binding of that port of the host; any where the engine picked the number. */
const publishedAs = ({ hostConfig }: Container, hostPort: number) =>
  hostConfig.portBindings.find((binding) => Number(binding.hostPort) === hostPort)
