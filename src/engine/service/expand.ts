/**
 * Templates in a service's hostname and environment, which each task gets filled in (swarmkit template/context.go, expand.go).
 * Modelled are fields (`{{.Task.Slot}}`) and `{{index .Service.Labels "tier"}}`; not conditions, pipes and other functions.
 */
import { err, ok, type Result } from '../../addr/result.js'
import { option, type Options } from '../../drivers/api.js'
import type { ServiceSpec } from './state.js'

/** What a template may ask for. */
export interface TemplateContext {
  readonly service: { readonly id: string; readonly name: string; readonly labels: Options }
  readonly node: { readonly id: string; readonly hostname: string }
  readonly task: { readonly id: string; readonly name: string; readonly slot: string }
}

const ACTION = /\{\{-?\s*(.*?)\s*-?\}\}/g
const LABEL = /^index \.Service\.Labels "([^"]*)"$/

/** The text with its templates filled in; or Go's words for what is wrong, of the first that is. O(length). */
export function expand(text: string, context: TemplateContext): Result<string, string> {
  let wrong: string | undefined
  const filled = text.replace(ACTION, (whole: string, action: string, at: number) => {
    const value = valueOf(action, context)
    if (!value.ok) wrong ??= `template: expansion:1:${at + whole.indexOf(action)}: ${value.error}`
    return value.ok ? value.value : whole
  })
  return wrong === undefined ? ok(filled) : err(wrong)
}

function valueOf(action: string, { service, node, task }: TemplateContext): Result<string, string> {
  switch (action) {
    case '.Service.ID':
      return ok(service.id)
    case '.Service.Name':
      return ok(service.name)
    case '.Node.ID':
      return ok(node.id)
    case '.Node.Hostname':
      return ok(node.hostname)
    case '.Node.Platform.OS':
      return ok('linux')
    case '.Node.Platform.Architecture':
      return ok('x86_64')
    case '.Task.ID':
      return ok(task.id)
    case '.Task.Name':
      return ok(task.name)
    case '.Task.Slot':
      return ok(task.slot)
  }
  const label = LABEL.exec(action)?.[1]
  if (label !== undefined) return ok(option(service.labels, label) ?? '')
  const field = /^\.(\w+)$/.exec(action)?.[1]
  return err(
    field === undefined
      ? `executing "expansion" at <${action}>: not modelled`
      : `executing "expansion" at <${action}>: can't evaluate field ${field} in type *template.Context`,
  )
}

/** Templates are tried when a service is made or changed, on a task that there is not (controlapi validateContainerSpec). */
const NOBODY: TemplateContext = {
  service: { id: 'serviceid', name: 'servicename', labels: [] },
  node: { id: 'nodeid', hostname: 'nodeHostname' },
  task: { id: '', name: 'taskname', slot: '1' },
}

/** What is wrong with a spec's templates, environment before hostname; null: nothing. */
export function templateProblem({ task: { env, hostname } }: ServiceSpec): string | null {
  for (const text of env) {
    const filled = expandVariable(text, NOBODY)
    if (!filled.ok) return `expanding env failed: expanding env ${JSON.stringify(text)}: ${filled.error}`
  }
  const filled = expand(hostname, NOBODY)
  return filled.ok ? null : `expanding hostname failed: ${filled.error}`
}

/** `NAME=value`: the name is no template. */
export function expandVariable(variable: string, context: TemplateContext): Result<string, string> {
  const at = variable.indexOf('=') + 1
  if (at === 0) return ok(variable)
  const filled = expand(variable.slice(at), context)
  return filled.ok ? ok(variable.slice(0, at) + filled.value) : filled
}
