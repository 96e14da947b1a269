/**
 * What `docker service update` changes of a spec by flags that add to lists and take from them (docker/cli service/update.go).
 * Not modelled: flags about resources, mounts, health, placement preferences.
 */
import type { ServiceSpec, TaskSpec } from '../../engine/service/state.js'
import type { OtherFlag } from '../args/requests/common.js'

/** Labels of the service itself are not the task's: changing them restarts nothing. */
interface Updated {
  readonly task: TaskSpec
  readonly labels: ServiceSpec['labels']
}

/**
 * `flags`: those that the parser does not know by name, with all their values. The last one of a single value
 * counts.
 */
export function updatedTask({ task, labels }: ServiceSpec, flags: readonly OtherFlag[]): Updated {
  const values = (flag: string): readonly string[] => flags.find((f) => f.flag === flag)?.values ?? []
  const hostname = values('hostname').at(-1)
  const args = values('args').at(-1)
  return {
    labels: labelled(labels, values('label-add'), values('label-rm')),
    task: {
      ...task,
      ...(hostname !== undefined && { hostname }),
      ...(args !== undefined && { args: args.split(/\s+/).filter((word) => word !== '') }),
      env: byKey(task.env, values('env-add'), values('env-rm')),
      labels: labelled(task.labels, values('container-label-add'), values('container-label-rm')),
      constraints: listed(task.constraints, values('constraint-add'), values('constraint-rm')),
      hosts: listed(task.hosts, values('host-add'), values('host-rm')),
    },
  }
}

/** Sorted when something changed. */
function listed(
  before: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  if (added.length === 0 && removed.length === 0) return before
  return [...new Set([...before, ...added])].filter((text) => !removed.includes(text)).toSorted()
}

const keyOf = (text: string): string => text.split('=', 1)[0] ?? ''

/** `KEY=value` texts, of which a later one of the same key counts. */
function byKey(
  before: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  const table = new Map([...before, ...added].map((text) => [keyOf(text), text]))
  removed.forEach((key) => table.delete(key))
  return [...table.values()]
}

function labelled(
  before: ServiceSpec['labels'],
  added: readonly string[],
  removed: readonly string[],
): ServiceSpec['labels'] {
  if (added.length === 0 && removed.length === 0) return before
  const pairs = added.map((text) => [keyOf(text), text.slice(keyOf(text).length + 1)] as const)
  const table = new Map([...before, ...pairs])
  removed.forEach((key) => table.delete(key))
  return [...table].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
