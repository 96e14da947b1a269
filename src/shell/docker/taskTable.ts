/** `docker service ps` and `docker node ps`: tasks in a table, old ones of a slot below the new one (docker/cli task/print.go). */
import { err, ok, type Result } from '../../addr/result.js'
import { compareNatural } from '../../engine/naturalOrder.js'
import type { Task } from '../../engine/service/state.js'
import type { DockerWorld } from '../../engine/state.js'
import { humanDuration } from '../../engine/time.js'
import { taskHeaders } from '../headers.js'
import { DEFAULT_TABLES, formatList, listFormat } from '../table.js'
import { formatterContext, type TemplateValue } from '../template/value.js'
import { familiarImage } from './familiarImage.js'

/** The flags that both commands have. `noResolve`: ids instead of names. */
export interface TaskTableOptions {
  readonly format: string
  readonly quiet: boolean
  readonly noTrunc: boolean
  readonly noResolve: boolean
}

/** The names that ids stand for; an id without one stands for itself. */
export interface TaskNames {
  readonly service: (id: string) => string
  readonly node: (id: string) => string
  /** Published ports of the task's container, which only ports of mode host have. */
  readonly ports: (task: Task) => readonly string[]
}

/** Characters of the column ERROR, quotation marks not counted (task/formatter.go maxErrLength). */
const LONGEST_ERROR = 30
const RAW = [
  'id: {{.ID}}',
  'name: {{.Name}}',
  'image: {{.Image}}',
  'node: {{.Node}}',
  'desired_state: {{.DesiredState}}',
  'current_state: {{.CurrentState}}',
  'error: {{.Error}}',
  'ports: {{.Ports}}',
  '',
].join('\n')

/** The error is the client's whole text. */
export function taskTable(
  state: DockerWorld,
  tasks: readonly Task[],
  names: TaskNames,
  options: TaskTableOptions,
): Result<string, string> {
  const format = formatOf(options)
  // only tables are indented: a template of the user's gets the bare name
  const indent = format.startsWith('table') ? ' \\_ ' : ''
  const named = tasks
    .map((task) => ({ task, name: nameOf(task, names, options) }))
    .toSorted((a, b) => compareNatural(a.name, b.name) || b.task.createdAt - a.task.createdAt)
  const rows = named.map(({ task, name }, i) =>
    taskRow(state, task, named[i - 1]?.name === name ? `${indent}${name}` : name, names, options),
  )
  const text = formatList(format, taskHeaders, rows)
  return text.ok ? ok(text.value) : err(`template parsing error: ${text.error.message}`)
}

const formatOf = (request: TaskTableOptions): string =>
  listFormat(request, DEFAULT_TABLES['service ps'], { whole: RAW, quiet: 'id: {{.ID}}' })

function nameOf(task: Task, names: TaskNames, { noResolve }: TaskTableOptions): string {
  const service = noResolve ? task.service : names.service(task.service)
  return `${service}.${task.slot === 0 ? (task.node ?? '') : task.slot}`
}

/**
 * Ages are those of waiting (`state.passed`), since commands take no time. -q shows whole ids, as --no-trunc does.
 */
function taskRow(
  state: DockerWorld,
  task: Task,
  name: string,
  names: TaskNames,
  { noTrunc, quiet, noResolve }: TaskTableOptions,
): TemplateValue {
  const whole = noTrunc || quiet
  const error = whole ? task.error : ellipsis(task.error)
  const node = task.node ?? ''
  return formatterContext('*task.taskContext', [
    [
      'CurrentState',
      `${pretty(task.state)} ${humanDuration(state.passed - task.changedAt).toLowerCase()} ago`,
    ],
    ['DesiredState', pretty(task.desired)],
    ['Error', error === '' ? '' : `"${error}"`],
    ['ID', whole ? task.id : task.id.slice(0, 12)],
    ['Image', whole ? task.spec.image : familiarImage(task.spec.image)],
    ['Name', name],
    ['Node', noResolve || node === '' ? node : names.node(node)],
    ['Ports', names.ports(task).join(',')],
  ])
}

/** formatter.PrettyPrint: the first letter in upper case. */
const pretty = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function ellipsis(text: string): string {
  const characters = Array.from(text)
  return characters.length <= LONGEST_ERROR ? text : `${characters.slice(0, LONGEST_ERROR - 1).join('')}…`
}
