/**
 * `docker compose up -d` and `down` on an engine, through the engine's own verbs (docker/compose v2.40.3 pkg/compose/up.go,
 * down.go). Not modelled: building, pulling, volumes, health checks (a service that is waited for counts as healthy).
 */
import { containerStart } from '../../engine/containerStart.js'
import { isUp } from '../../engine/isUp.js'
import type { Project, Service } from '../model/project.js'
import { discard, ensureContainers, wrongWith, type Recreate } from './containers.js'
import { ensureNetworks, removeNetworks } from './networks.js'
import { eachInTurn, inOrder } from './order.js'
import { serviceOf, Steps, type Outcome, type Target } from './steps.js'

/** The flags of `docker compose up` that change what is there afterwards. */
export interface UpOptions {
  /** Default: `changed`, what the file says differently now. */
  readonly recreate?: Recreate
  /** Containers of services that the file does not have any more go, too. Default: no. */
  readonly removeOrphans?: boolean
  /** `create` leaves them unstarted. Default: yes. */
  readonly start?: boolean
}

/** First all networks, then all containers, then they start, each in the order of dependencies. */
export function up(target: Target, project: Project, options: UpOptions = {}): Outcome {
  const { recreate = 'changed', removeOrphans = false, start = true } = options
  const steps = new Steps(target)
  const made =
    ensureNetworks(steps, project) &&
    orphans(steps, project, removeOrphans) &&
    eachInTurn(
      project.services,
      (service) => service.provided || ensureContainers(steps, project, service, recreate),
    )
  if (made && start)
    eachInTurn(project.services, (service) => service.provided || startService(steps, project, service))
  return steps.outcome()
}

/** Dependents first. The networks go too, except external ones. */
export function down(target: Target, project: Project, { removeOrphans = false } = {}): Outcome {
  const steps = new Steps(target)
  const services = inOrder(project.services).toReversed()
  const gone = services.every((service) =>
    steps.containers(project.name, service.name).every((c) => discard(steps, c, service)),
  )
  if (gone && (!removeOrphans || orphans(steps, project, true))) removeNetworks(steps, project)
  return steps.outcome()
}

/**
 * Containers of the project that belong to no service of the file, enabled or not: left alone with a warning, or
 * removed.
 */
function orphans(steps: Steps, project: Project, remove: boolean): boolean {
  const known = new Set([...project.services.keys(), ...project.disabled.keys()])
  const found = steps.containers(project.name).filter((c) => !known.has(serviceOf(c)))
  if (found.length === 0) return true
  const place = project.tree.place
  if (remove) return found.every((c) => discard(steps, c, { place }))
  const names = found.map((c) => c.name).join(' ')
  steps.warn(
    `Found orphan containers ([${names}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
  )
  return true
}

/**
 * Starts what is not up, after what it waits for (waitDependencies). A service that is waited for until it has
 * completed counts only if it ended well.
 */
function startService(steps: Steps, project: Project, service: Service): boolean {
  for (const [name, { condition, place }] of service.dependsOn) {
    if (condition !== 'service_completed_successfully') continue
    const failed = steps.containers(project.name, name).find((c) => c.status === 'exited' && c.exitCode !== 0)
    if (failed)
      return steps.fail({
        code: 'engine',
        place,
        doing: `Service ${service.name}`,
        text: `service "${name}" didn't complete successfully: exit ${failed.exitCode}`,
      })
  }
  const wrong = wrongWith(project, service, 'bad-dns-server')
  if (wrong) return steps.fail(wrong)
  return steps
    .containers(project.name, service.name)
    .every(
      (c) =>
        isUp(c) ||
        steps.take(
          containerStart(steps.env, steps.state, steps.host, c.id),
          `Container ${c.name}`,
          'Started',
          service.place,
        ),
    )
}
