/** `docker compose ls`: the projects of an engine, found by the labels of their containers (pkg/compose/ls.go). */
import { containersOn } from '../../engine/findContainer.js'
import { isUp } from '../../engine/isUp.js'
import type { Container } from '../../engine/state.js'
import { lines } from '../../shell/docker/eachOf.js'
import { printed, type Engine, type Outcome } from '../../shell/docker/outcome.js'
import { LABEL, labelOf } from '../up/labels.js'

/** By name. Without `all` those of which something runs. O(containers). */
export function printLs({ state, host }: Engine, all: boolean, quiet: boolean): Outcome {
  const projects = new Map<string, readonly Container[]>()
  for (const container of containersOn(state, host)) {
    const name = labelOf(container.config.labels, LABEL.project)
    if (name === undefined || (!all && !isUp(container))) continue
    projects.set(name, [...(projects.get(name) ?? []), container])
  }
  const sorted = [...projects].toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (quiet) return printed(state, lines(sorted.map(([name]) => name)))
  const rows = sorted.map(([name, own]) => [name, statusText(own), filesOf(own)] as const)
  const table = [HEAD, ...rows]
  const width = (at: 0 | 1): number => Math.max(NARROWEST, ...table.map((cells) => cells[at].length + GAP))
  const [first, second] = [width(0), width(1)]
  return printed(
    state,
    lines(table.map(([name, status, files]) => name.padEnd(first) + status.padEnd(second) + files)),
  )
}

const HEAD = ['NAME', 'STATUS', 'CONFIG FILES'] as const
/** Characters of a column, and of the blanks behind its longest cell. */
const NARROWEST = 20
const GAP = 3

/** `exited(1), running(2)` */
function statusText(containers: readonly Container[]): string {
  const statuses = [...new Set(containers.map(({ status }) => status))].toSorted()
  return statuses
    .map((status) => `${status}(${containers.filter((c) => c.status === status).length})`)
    .join(', ')
}

const filesOf = (containers: readonly Container[]): string =>
  [...new Set(containers.map((c) => labelOf(c.config.labels, LABEL.files) ?? ''))].join(',')
