/**
 * The services that a command names (compose-go v2.9.1 types/project.go WithServicesEnabled, WithSelectedServices): `up
 * web` means web and what it depends on, and nothing of the rest.
 */
import type { Service } from './project.js'

type Services = ReadonlyMap<string, Service>

/** Naming a service activates its profiles, for every service that has one of them. */
export const profilesOf = (all: Services, enabled: Services, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => (enabled.has(name) ? [] : (all.get(name)?.profiles ?? [])))

/** The named services and what they depend on; every dependency on another one is left out. */
export function selected(enabled: Services, names: readonly string[], withDependencies: boolean): Services {
  const wanted = new Set<string>()
  const visit = (name: string): void => {
    const service = enabled.get(name)
    if (service === undefined || wanted.has(name)) return
    wanted.add(name)
    if (withDependencies) for (const target of service.dependsOn.keys()) visit(target)
  }
  for (const name of names) visit(name)
  return new Map(
    [...enabled]
      .filter(([name]) => wanted.has(name))
      .map(([name, service]) => [
        name,
        { ...service, dependsOn: new Map([...service.dependsOn].filter(([target]) => wanted.has(target))) },
      ]),
  )
}
