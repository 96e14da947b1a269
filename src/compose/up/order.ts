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
