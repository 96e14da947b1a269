/**
 * What `docker service update` changes of a spec by flags that add to lists and take from them (docker/cli service/update.go).
 * Not modelled: flags about resources, mounts, health.
 */
import { parseIp, type Ip } from '../../addr/ip.js'
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
  const values = (flag: string): readonly string[] => allOf(flags, flag)
  const last = (flag: string): string | undefined => lastOf(flags, flag)
  const args = last('args')
  const maxReplicas = last('replicas-max-per-node')
  const unspread = values('placement-pref-rm').map(spreadOf)
  return {
    labels: labelled(labels, values('label-add'), values('label-rm')),
    task: {
      ...task,
      hostname: last('hostname') ?? task.hostname,
      dir: last('workdir') ?? task.dir,
      user: last('user') ?? task.user,
      ...(args !== undefined && { args: args.split(/\s+/).filter((word) => word !== '') }),
      env: byKey(task.env, values('env-add'), values('env-rm')),
      labels: labelled(task.labels, values('container-label-add'), values('container-label-rm')),
      constraints: listed(task.constraints, values('constraint-add'), values('constraint-rm')),
      spread: [
        ...task.spread.filter((label) => !unspread.includes(label)),
        ...values('placement-pref-add').map(spreadOf),
      ],
      ...(maxReplicas !== undefined && { maxReplicas: Number(maxReplicas) }),
      dns: listed(task.dns, parsed(values('dns-add')), parsed(values('dns-rm'))),
      dnsSearch: listed(task.dnsSearch, values('dns-search-add'), values('dns-search-rm')),
      dnsOptions: listed(task.dnsOptions, values('dns-option-add'), values('dns-option-rm')),
      hosts: hosted(task.hosts, values('host-add'), values('host-rm')),
    },
  }
}

/** All values of a flag that the parser does not know by name. */
export const allOf = (flags: readonly OtherFlag[], flag: string): readonly string[] =>
  flags.find((f) => f.flag === flag)?.values ?? []
export const lastOf = (flags: readonly OtherFlag[], flag: string): string | undefined =>
  allOf(flags, flag).at(-1)

/** `spread=node.labels.zone`: there is no other strategy. */
export const spreadOf = (preference: string): string => preference.slice(preference.indexOf('=') + 1)

const parsed = (servers: readonly string[]): readonly Ip[] =>
  servers.flatMap((server) => parseIp(server) ?? [])

/** In the order given; one that goes is named with its address, or for all its addresses (updateHosts). */
function hosted(
  before: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  if (added.length === 0 && removed.length === 0) return before
  const stays = (entry: string): boolean =>
    !removed.some((gone) => entry === gone || (!gone.includes(':') && entry.startsWith(`${gone}:`)))
  return [...new Set([...before.filter(stays), ...added])]
}

/** Sorted when something changed. */
function listed<T extends string>(
  before: readonly T[],
  added: readonly T[],
  removed: readonly T[],
): readonly T[] {
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
