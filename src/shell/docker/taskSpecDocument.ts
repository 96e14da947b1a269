/** What tasks are made of, as the engine's API answers (moby v28.5.2 api/types/swarm/task.go, daemon/cluster/convert/container.go). */
import { DEFAULT_GRACE, DEFAULT_RESTART, type RestartPolicy } from '../../engine/service/policy.js'
import type { TaskSpec } from '../../engine/service/state.js'
import { NIL_LIST, type GoStruct } from '../template/value.js'
import { duration } from './duration.js'
import { optionalPairs, struct, texts } from './goStruct.js'

const restartPolicy = ({ condition, delay, maxAttempts, window }: RestartPolicy): GoStruct =>
  struct(
    'swarm.RestartPolicy',
    ['Condition', condition],
    ['Delay', duration(delay)],
    ['MaxAttempts', maxAttempts],
    ['Window', window === null ? null : duration(window), 'omitEmpty'],
  )

/**
 * `defaults`: with what the API fills in for an answer; `runtime`: the task's own spec does not name it.
 */
export function taskSpecDocument(task: TaskSpec, defaults: boolean, runtime: string): GoStruct {
  return struct(
    'swarm.TaskSpec',
    ['ContainerSpec', containerDocument(task, defaults)],
    [
      'Resources',
      struct(
        'swarm.ResourceRequirements',
        ['Limits', struct('swarm.Limit')],
        ['Reservations', struct('swarm.Resources')],
      ),
    ],
    [
      'RestartPolicy',
      task.restart || defaults ? restartPolicy(task.restart ?? DEFAULT_RESTART) : null,
      'omitEmpty',
    ],
    [
      'Placement',
      struct(
        'swarm.Placement',
        ['Constraints', texts(task.constraints), 'omitEmpty'],
        ['Preferences', task.spread.length === 0 ? NIL_LIST : task.spread.map(preference), 'omitEmpty'],
        ['MaxReplicas', task.maxReplicas, 'omitEmpty'],
      ),
    ],
    [
      'Networks',
      task.networks.length === 0
        ? NIL_LIST
        : task.networks.map(({ target, aliases, driverOpts }) =>
            struct(
              'swarm.NetworkAttachmentConfig',
              ['Target', target],
              ['Aliases', texts(aliases), 'omitEmpty'],
              ['DriverOpts', optionalPairs(driverOpts), 'omitEmpty'],
            ),
          ),
      'omitEmpty',
    ],
    ['ForceUpdate', task.forced],
    ['Runtime', runtime, 'omitEmpty'],
  )
}

function containerDocument(task: TaskSpec, defaults: boolean): GoStruct {
  const grace = task.stopGrace ?? (defaults ? DEFAULT_GRACE : null)
  return struct(
    'swarm.ContainerSpec',
    ['Image', task.image],
    ['Labels', optionalPairs(task.labels), 'omitEmpty'],
    ['Args', texts(task.args), 'omitEmpty'],
    ['Hostname', task.hostname, 'omitEmpty'],
    ['Env', texts(task.env), 'omitEmpty'],
    ['Dir', task.dir, 'omitEmpty'],
    ['User', task.user, 'omitEmpty'],
    ['Init', false],
    ['StopGracePeriod', grace === null ? null : duration(grace), 'omitEmpty'],
    ['Hosts', texts(task.hosts.map(hostLine)), 'omitEmpty'],
    [
      'DNSConfig',
      struct(
        'swarm.DNSConfig',
        ['Nameservers', texts(task.dns), 'omitEmpty'],
        ['Search', texts(task.dnsSearch), 'omitEmpty'],
        ['Options', texts(task.dnsOptions), 'omitEmpty'],
      ),
    ],
    ['Isolation', 'default'],
  )
}

const preference = (label: string): GoStruct =>
  struct('swarm.PlacementPreference', ['Spread', struct('swarm.SpreadOver', ['SpreadDescriptor', label])])

/** `name:address` as a line of /etc/hosts, which is how services have it. */
function hostLine(entry: string): string {
  const at = entry.indexOf(':')
  return `${entry.slice(at + 1)} ${entry.slice(0, at)}`
}
