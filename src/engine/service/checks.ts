/** What the swarm refuses of a service, in the order in which it looks (swarmkit manager/controlapi/service.go). */
import { parseConstraint } from './constraint.js'
import type { ServiceError } from './errors.js'
import { templateProblem } from './expand.js'
import { hasDuplicates, portConflict } from './ports.js'
import type { Service, ServiceSpec } from './state.js'

/** Characters. */
const LONGEST_NAME = 63
// a DNS label, with underscores
const NAME = /^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/

/**
 * The first thing that is wrong, or null. `others`: the services that there are, without the one that is updated.
 * `ingress`: the ingress network's id, if there is one. O(services x ports).
 */
export function refuseSpec(
  spec: ServiceSpec,
  others: readonly Service[],
  ingress: string | null,
): ServiceError | null {
  if (spec.name === '') return { code: 'service-name', problem: 'empty' }
  if (!NAME.test(spec.name)) return { code: 'service-name', problem: 'invalid' }
  if (spec.name.length > LONGEST_NAME) return { code: 'service-name', problem: 'long' }
  for (const text of spec.task.constraints) {
    const constraint = parseConstraint(text)
    if (!constraint.ok) return { code: 'constraint', problem: constraint.error }
  }
  const policy = refusePolicies(spec)
  if (policy !== null) return { code: 'task-spec', problem: policy }
  const template = templateProblem(spec)
  if (template !== null) return { code: 'template', problem: template }
  const meshed = spec.ports.some(({ publishMode }) => publishMode === 'ingress')
  if (meshed && spec.endpointMode === 'dnsrr') return { code: 'dnsrr-ingress-port' }
  if (hasDuplicates(spec.ports)) return { code: 'duplicate-ports' }
  if (ingress !== null && spec.task.networks.some(({ target }) => target === ingress))
    return { code: 'ingress-network' }
  const conflict = portConflict(spec.ports, others)
  if (conflict)
    return {
      code: 'service-port-taken',
      port: conflict.port,
      mode: conflict.mode,
      service: conflict.service.spec.name,
      id: conflict.service.id,
    }
  if (meshed && ingress === null) return { code: 'no-ingress-network' }
  // names differ in more than case (swarmkit manager/state/store ByName)
  const name = spec.name.toLowerCase()
  return others.some((service) => service.spec.name.toLowerCase() === name)
    ? { code: 'service-exists', name: spec.name }
    : null
}

/** validateRestartPolicy, validateUpdate. */
function refusePolicies({ task: { restart }, update, rollback }: ServiceSpec): string | null {
  if (restart && restart.delay < 0) return 'restart-delay cannot be negative'
  if (restart && (restart.window ?? 0) < 0) return 'restart-window cannot be negative'
  for (const config of [update, rollback]) {
    if (!config) continue
    if (config.delay < 0) return 'update-delay cannot be negative'
    if (config.monitor < 0) return 'update-monitor cannot be negative'
    if (config.maxFailureRatio < 0 || config.maxFailureRatio > 1)
      return 'update-maxfailureratio cannot be less than 0 or bigger than 1'
  }
  return null
}
