/**
 * The order in which services are made and started: dependencies first, and otherwise as the file has them. Compose does what
 * does not depend on each other at the same time, so there the order is left to chance.
 */
import type { Project, Service } from '../model/project.js'

/** The project's services were checked for circles. O(services + dependencies). */
export function inOrder(services: Project['services']): readonly Service[] {
  const done = new Set<Service>()
  const visit = (service: Service): void => {
    if (done.has(service)) return
    for (const name of service.dependsOn.keys()) {
      const target = services.get(name)
      if (target) visit(target)
    }
    done.add(service)
  }
  for (const service of services.values()) visit(service)
  return [...done]
}

/**
 * Does something with every service, dependencies first. Who fails keeps back who depends on him, and nobody else: the others
 * are under way at the same time. (A real Compose gives up what it has not begun by then, so a service that depends on others
 * may be left out, too: 1 of 4 times when that was recorded.) false: somebody failed.
 */
export function eachInTurn(services: Project['services'], act: (service: Service) => boolean): boolean {
  const failed = new Set<string>()
  for (const service of inOrder(services)) {
    const waits = [...service.dependsOn.keys()].some((name) => failed.has(name))
    if (waits || !act(service)) failed.add(service.name)
  }
  return failed.size === 0
}
