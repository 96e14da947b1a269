/** `--scale SERVICE=NUM`: a project with other numbers of containers. */
import { err, ok, type Result } from '../../addr/result.js'
import type { Project } from '../model/project.js'

/**
 * The project with the numbers asked for, or Compose's words against it. The file's own number is not changed by it, so
 * the next `up` goes back to that one.
 */
export function scaled(project: Project, asked: readonly string[]): Result<Project, string> {
  const services = new Map(project.services)
  for (const text of asked) {
    const [, name = '', digits = ''] = /^([^=]*)=(\d+)$/.exec(text) ?? []
    if (digits === '') return err(`invalid --scale option "${text}". Should be SERVICE=NUM`)
    const service = services.get(name)
    if (service === undefined) return err(`no such service: ${name}`)
    const replicas = Number(digits)
    if (replicas > 1 && service.containerName !== null)
      return err(
        `WARNING: The "${name}" service is using the custom container name "${service.containerName}". Docker requires each container to have a unique name. Remove the custom name to scale the service`,
      )
    services.set(name, { ...service, replicas })
  }
  return ok({ ...project, services })
}
