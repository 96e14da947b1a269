/**
 * The networks of a project on an engine (docker/compose v2.40.3 pkg/compose/create.go: ensureNetwork,
 * resolveOrCreateNetwork, removeDivergedNetwork, resolveExternalNetwork; down.go removeNetwork). They are made before
 * any container, and a change of one is a new one: the engine cannot change a network.
 */
import { endpointsOn } from '../../cnm/lookup.js'
import { containerStop } from '../../engine/containerStop.js'
import { networkConnect } from '../../engine/networkConnect.js'
import { networkCreate } from '../../engine/networkCreate.js'
import { networkDisconnect } from '../../engine/networkDisconnect.js'
import { networkRemove } from '../../engine/networkRemove.js'
import { noSettings, type Container } from '../../engine/state.js'
import { membership } from '../../engine/swarm/membership.js'
import { findVisible, publicIdOf } from '../../engine/swarm/visibleNetworks.js'
import type { Pairs, Project, ProjectNetwork } from '../model/project.js'
import { LABEL, labelOf } from './labels.js'
import { networkHash, networkSpec } from './networkSpec.js'
import type { Steps } from './steps.js'

/** Makes the networks that are not there. Compose goes through them in random order; here it is that of the file. */
export function ensureNetworks(steps: Steps, project: Project): boolean {
  return [...project.networks.values()].every((network) => ensure(steps, project, network))
}

/**
 * One network: it is there, it is made, it is made anew, or it cannot be had. Compose recognises its own by labels, and
 * refuses another one of the same name that has not the right ones.
 */
function ensure(steps: Steps, project: Project, network: ProjectNetwork): boolean {
  const { name, key, place } = network
  const there = existing(steps, name)
  const engine = (text: string): false =>
    steps.fail({ code: 'engine', place, doing: `Network ${name}`, text })
  if (network.external)
    return (
      there !== null ||
      // a member of a swarm hears of a network of the cluster when it uses it, so this is left to the start of containers
      membership(steps.state, steps.host) !== undefined ||
      engine(`network ${name} declared as external, but could not be found`)
    )
  if (there === null) return create(steps, project, network, [])
  const [owner, label] = [labelOf(there.labels, LABEL.project), labelOf(there.labels, LABEL.network) ?? '']
  // somebody else's network of that name: worth a warning, and used all the same if its label fits
  if (owner !== project.name)
    steps.warn(
      `a network with name ${name} exists but was not created ${owner === undefined ? 'by compose' : `for project "${project.name}"`}.\nSet \`external: true\` to use an existing network`,
    )
  if (label !== key)
    return engine(
      `network ${name} was found but has incorrect label ${LABEL.network} set to "${label}" (expected: "${key}")`,
    )
  const hash = labelOf(there.labels, LABEL.hash)
  // one without a hash is of an older Compose, which wrote none: nothing can be said against it
  if (hash === undefined || hash === networkHash(project, network)) return true
  return replace(steps, project, network)
}

interface Existing {
  readonly id: string
  readonly name: string
  readonly labels: Pairs
  /** Whether an endpoint of this host is on it. */
  readonly isUsed: boolean
}

/** By its name or whole id; a manager knows those of its cluster, too, whether they are on the host or not. */
function existing({ state, host }: Steps, name: string): Existing | null {
  const found = findVisible(state, host, name)
  if (!found.ok) return null
  const id = publicIdOf(found.value)
  const { name: called, labels } = found.value.network
  if (called !== name && id !== name) return null
  const isUsed = found.value.kind === 'host' && endpointsOn(state.cnm, found.value.network.id).length > 0
  return { id, name: called, labels, isUsed }
}

/**
 * The network, and whoever was on its predecessor back on it (connectNetwork): with no settings of the file's, so a
 * container that is not made anew after that has lost its aliases there, as in Compose.
 */
const create = (
  steps: Steps,
  project: Project,
  network: ProjectNetwork,
  left: readonly Container[],
): boolean => {
  const { name, place } = network
  const made = networkCreate(steps.env, steps.state, steps.host, networkSpec(project, network))
  if (!steps.take(made, `Network ${name}`, 'Created', place)) return false
  return left.every((c) =>
    steps.take(
      networkConnect(steps.env, steps.state, steps.host, name, c.id, noSettings),
      `Container ${c.name}`,
      'Connected',
      place,
    ),
  )
}

/**
 * The file says something else now: what is on the network stops and leaves it, and a new one takes its place
 * (create.go removeDivergedNetwork).
 */
function replace(steps: Steps, project: Project, network: ProjectNetwork): boolean {
  const { env, host } = steps
  const { name, place } = network
  const services = [...project.services.values()].filter((s) => s.networks.has(network.key))
  const containers = services.flatMap((s) => steps.containers(project.name, s.name))
  for (const c of containers) {
    if (!steps.take(containerStop(env, steps.state, host, c.id), `Container ${c.name}`, 'Stopped', place))
      return false
    // by force: the network cannot be removed while it has an endpoint
    const left = networkDisconnect(env, steps.state, host, name, c.id, true)
    if (!steps.take(left, `Container ${c.name}`, 'Disconnected', place)) return false
  }
  if (!steps.take(networkRemove(env, steps.state, host, name), `Network ${name}`, 'Removed', place))
    return false
  return create(steps, project, network, containers)
}

/** Takes the project's own networks away; one that is still in use stays, with a warning. */
export function removeNetworks(steps: Steps, project: Project): boolean {
  return [...project.networks.values()].every(({ name, key, external, place }) => {
    const there = existing(steps, name)
    if (external || there?.name !== name) return true
    const { labels, id, isUsed } = there
    if (labelOf(labels, LABEL.project) !== project.name || labelOf(labels, LABEL.network) !== key) return true
    if (isUsed) {
      steps.note(`Network ${name}`, 'Resource is still in use')
      return true
    }
    return steps.take(
      networkRemove(steps.env, steps.state, steps.host, id),
      `Network ${name}`,
      'Removed',
      place,
    )
  })
}
