/** Where in the compose files the facts are written that let somebody reach, or not reach, somebody else. */
import { joinedBy, networkOf, sandboxOf } from '../cnm/lookup.js'
import type { Network } from '../cnm/world.js'
import { allContainers } from '../engine/findContainer.js'
import type { Container, DockerWorld } from '../engine/state.js'
import type { Project } from './model/project.js'
import type { Written } from './place.js'
import { joinWritten, originOf, portWritten } from './where.js'

/** A try to get from one place to another. */
export interface Tried {
  /** `h1/shop-web-1` */
  readonly from: string
  readonly to: string
  /** The port that was asked; 0: a ping. */
  readonly port: number
  readonly reached: boolean
}

/**
 * The lines that a try hangs on: that both are on one network; else the published port by which it came in; else
 * what puts each of them where it is. None where nothing of it comes from a compose file. O(networks of both).
 */
export function writtenFor(
  world: DockerWorld,
  projects: readonly Project[],
  { from, to, port, reached }: Tried,
): readonly Written[] {
  const parties = [from, to].flatMap((label) => containerAt(world, label) ?? [])
  const joins = (container: Container, network: Network): readonly Written[] =>
    originOf(projects, container) ? joinWritten(projects, container, network) : []
  const [asker, target] = [from, to].map((label) => networksAt(world, label))
  const shared = (asker ?? []).filter((network) => target?.includes(network))
  if (shared.length > 0)
    return parties.flatMap((container) => shared.flatMap((network) => joins(container, network)))
  const asked = containerAt(world, to)
  const published = asked && reached ? portWritten(projects, asked, publishedAs(asked, port)) : []
  if (published.length > 0) return published
  return parties.flatMap((container) =>
    networksAt(world, labelOf(container)).flatMap((network) => joins(container, network)),
  )
}

const containerAt = (world: DockerWorld, label: string): Container | undefined =>
  allContainers(world).find((container) => labelOf(container) === label)

const labelOf = ({ host, name }: Container): string => `${host}/${name}`

function networksAt(world: DockerWorld, label: string): readonly Network[] {
  const sandbox = containerAt(world, label)?.sandbox
  return typeof sandbox === 'string'
    ? joinedBy(world.cnm, sandboxOf(world.cnm, sandbox)).map((e) => networkOf(world.cnm, e.network))
    : []
}

/** The binding of that port of the host; any where the engine picked the number. */
const publishedAs = ({ hostConfig }: Container, hostPort: number) =>
  hostConfig.portBindings.find((binding) => Number(binding.hostPort) === hostPort)
