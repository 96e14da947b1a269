/**
 * The network that a container is to be on: one of the host's own, or one of the cluster, which the engine then asks the
 * manager for (moby v28.5.2 daemon/container_operations.go findAndAttachNetwork).
 */
import { ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { refuse } from '../change.js'
import { findDockerNetwork } from '../findNetwork.js'
import type { Attachment, Container, DockerWorld, Refusal } from '../state.js'
import { addressOf } from '../../addr/cidr.js'
import { taskOfContainer } from '../service/binding.js'
import { attachTask } from './attachTask.js'
import type { Attached } from './attachTask.js'
import { membership } from './membership.js'

/**
 * A network of the host's own goes before one of the cluster of the same name. `address` is what the manager gave,
 * null on networks of the host. Errors: no such network, on it already, and what attachTask.ts refuses.
 */
export function findAndAttach(
  env: Env,
  state: DockerWorld,
  { id, name, host, attachments }: Container,
  { network: asked, lastNetwork, settings }: Attachment,
): Result<Attached, Refusal> {
  // a network that it was on before is looked for by its id, so that another one of the same name does not do
  const term = lastNetwork ?? asked
  const found = findDockerNetwork(state, host, term)
  if (found.ok && found.value.cluster === null) return ok({ state, network: found.value, address: null })
  if (found.ok && attachments.some((a) => a.network === found.value.name && a.endpoint !== null))
    return refuse({ code: 'swarm', cause: { code: 'attached', container: name, network: found.value.name } })
  // the container of a service: its task had its addresses before the container was made
  const task = taskOfContainer(state, id)
  if (task && found.ok) {
    const given = task.task.addresses.find((a) => a.network === found.value.publicId)?.address
    if (given !== undefined) return ok({ state, network: found.value, address: addressOf(given) })
  }
  // the managers give a task what its service has; nobody asks them for more
  if (task && !found.ok && !isNamed(task, term)) return refuse(found.error)
  const member = membership(state, host)
  // a record that was left behind by a cluster that the host is no member of any more
  if (!member)
    return refuse(found.ok ? { code: 'cnm', cause: { code: 'network-not-found', term } } : found.error)
  return attachTask(env, state, member, id, term, settings)
}

/** Is it one of the networks of the task's service? */
const isNamed = ({ swarm, task }: NonNullable<ReturnType<typeof taskOfContainer>>, term: string): boolean =>
  task.spec.networks.some(({ target }) =>
    swarm.networks.some(({ id, name }) => id === target && (id === term || name === term)),
  )
