/** Of a container's inspect output, what concerns its network: storage, resources and paths are not compared. */
import { isRecord } from '../json/shape.js'

/** The members that count; null: with everything inside. */
interface Members {
  readonly [key: string]: Members | null
}
const all = (...keys: readonly string[]): Members => Object.fromEntries(keys.map((key) => [key, null]))

const CONTAINER: Members = {
  ...all('Id', 'Created', 'Path', 'Args', 'Name', 'RestartCount', 'NetworkSettings'),
  State: all(
    'Status',
    'Running',
    'Paused',
    'Restarting',
    'Dead',
    'Pid',
    'ExitCode',
    'Error',
    'StartedAt',
    'FinishedAt',
  ),
  HostConfig: all(
    'NetworkMode',
    'PortBindings',
    'AutoRemove',
    'Dns',
    'DnsOptions',
    'DnsSearch',
    'ExtraHosts',
    'Links',
    'PublishAllPorts',
  ),
  Config: all(
    'Hostname',
    'Domainname',
    'ExposedPorts',
    'Tty',
    'OpenStdin',
    'Cmd',
    'Image',
    'Labels',
    'MacAddress',
  ),
}

const pick = (value: unknown, members: Members | null): unknown =>
  members === null || !isRecord(value)
    ? value
    : Object.fromEntries(
        Object.entries(value).flatMap(([key, member]) => {
          const inner = Object.hasOwn(members, key) ? members[key] : undefined
          return inner === undefined ? [] : [[key, pick(member, inner)]]
        }),
      )

/** A container, or a list with containers, reduced to its network part; anything else as it is. */
export function networkPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(networkPart)
  const isContainer = isRecord(value) && Boolean(value['HostConfig']) && Boolean(value['NetworkSettings'])
  return isContainer ? pick(value, CONTAINER) : value
}
