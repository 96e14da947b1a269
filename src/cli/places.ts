/** Where in the compose files the facts are written that let somebody reach, or not reach, somebody else. */
import { placeOf, type Place, type Project } from '../compose/compose.js'
import { LABEL, labelOf } from '../compose/up/labels.js'
import { networkOf, joinedBy, sandboxOf } from '../cnm/lookup.js'
import type { Network } from '../cnm/world.js'
import { containersOn } from '../engine/findContainer.js'
import type { Container, DockerWorld } from '../engine/state.js'
import type { Witness } from '../testing/verdict/attempt.js'
import { HOST, type Subject } from './loadSubject.js'

/** A line of a file, and what it says. */
export interface Written {
  readonly place: Place
  readonly says: string
}

/**
 * The lines that a try hangs on: that both are on one network; else the published port by which it came in; else what puts
 * the asker where it is. None where nothing of it comes from a compose file.
 */
export function writtenFor({ lab, projects }: Subject, witness: Witness): readonly Written[] {
  const [from, to] = [witness.from, witness.to].map((label) => seatOf(lab.world, projects, label))
  const shared = networksOf(lab.world, from).filter((n) => networksOf(lab.world, to).includes(n))
  if (shared.length > 0)
    return [from, to].flatMap((seat) => shared.flatMap((network) => joins(seat, network)))
  const port = witness.report.port
  const published = to ? publishes(to, port) : []
  if (published.length > 0 && witness.end === 'reached') return published
  return [from, to].flatMap((seat) => networksOf(lab.world, seat).flatMap((network) => joins(seat, network)))
}

interface Seat {
  readonly project: Project
  readonly service: string
  readonly container: Container
}

function seatOf(world: DockerWorld, projects: readonly Project[], label: string): Seat | undefined {
  const container = containersOn(world, HOST).find(({ name }) => `${HOST}/${name}` === label)
  if (!container) return undefined
  const { labels } = container.config
  const project = projects.find(({ name }) => name === labelOf(labels, LABEL.project))
  const service = labelOf(labels, LABEL.service)
  return project && service !== undefined ? { project, service, container } : undefined
}

function networksOf({ cnm }: DockerWorld, seat: Seat | undefined): readonly Network[] {
  const sandbox = seat?.container.sandbox
  return typeof sandbox === 'string'
    ? joinedBy(cnm, sandboxOf(cnm, sandbox)).map((e) => networkOf(cnm, e.network))
    : []
}

/** `web joins network back`: where the service names the network, or the service itself where nothing is said. */
function joins(seat: Seat | undefined, { name }: Network): readonly Written[] {
  if (!seat) return []
  const { project, service } = seat
  const network = [...project.networks.values()].find((each) => each.name === name)
  const attach = network && project.services.get(service)?.networks.get(network.key)
  if (!network || !attach)
    return [{ place: placeOf(project, ['services', service]), says: `${service} is here` }]
  return [{ place: attach.place, says: `${service} joins network ${network.key}` }]
}

const publishes = ({ project, service }: Seat, port: number): readonly Written[] =>
  (project.services.get(service)?.ports ?? [])
    .filter(
      ({ published, target }) =>
        published === '' || published.includes('-') || Number(published) === port || target === port,
    )
    .map(({ place, target, protocol }) => ({
      place,
      says: `${service} publishes port ${target}/${protocol}`,
    }))
