/** The column names of docker's tables, by template field (docker/cli v28.5.2, `SubHeaderContext` of each formatter). */

/** Field name in a template to the name of its column. */
export type Headers = ReadonlyMap<string, string>

/** docker ps; cli/command/formatter/container.go. */
export const containerHeaders: Headers = new Map([
  ['ID', 'CONTAINER ID'],
  ['Names', 'NAMES'],
  ['Image', 'IMAGE'],
  ['Command', 'COMMAND'],
  ['CreatedAt', 'CREATED AT'],
  ['RunningFor', 'CREATED'],
  ['Ports', 'PORTS'],
  ['State', 'STATE'],
  ['Status', 'STATUS'],
  ['Size', 'SIZE'],
  ['Labels', 'LABELS'],
  ['Mounts', 'MOUNTS'],
  ['LocalVolumes', 'LOCAL VOLUMES'],
  ['Networks', 'NETWORKS'],
  ['Platform', 'PLATFORM'],
])

/** docker network ls; cli/command/network/formatter.go. */
export const networkHeaders: Headers = new Map([
  ['ID', 'NETWORK ID'],
  ['Name', 'NAME'],
  ['Driver', 'DRIVER'],
  ['Scope', 'SCOPE'],
  ['IPv4', 'IPV4'],
  ['IPv6', 'IPV6'],
  ['Internal', 'INTERNAL'],
  ['Labels', 'LABELS'],
  ['CreatedAt', 'CREATED AT'],
])

/** docker service ls; cli/command/service/formatter.go. */
export const serviceHeaders: Headers = new Map([
  ['ID', 'ID'],
  ['Name', 'NAME'],
  ['Mode', 'MODE'],
  ['Replicas', 'REPLICAS'],
  ['Image', 'IMAGE'],
  ['Ports', 'PORTS'],
])

/** docker service ps; cli/command/task/formatter.go. */
export const taskHeaders: Headers = new Map([
  ['ID', 'ID'],
  ['Name', 'NAME'],
  ['Image', 'IMAGE'],
  ['Node', 'NODE'],
  ['DesiredState', 'DESIRED STATE'],
  ['CurrentState', 'CURRENT STATE'],
  ['Error', 'ERROR'],
  ['Ports', 'PORTS'],
])

/** docker node ls; cli/command/node/formatter.go. `Self`, the asterisk, has no name. */
export const nodeHeaders: Headers = new Map([
  ['ID', 'ID'],
  ['Self', ''],
  ['Hostname', 'HOSTNAME'],
  ['Status', 'STATUS'],
  ['Availability', 'AVAILABILITY'],
  ['ManagerStatus', 'MANAGER STATUS'],
  ['EngineVersion', 'ENGINE VERSION'],
  ['TLSStatus', 'TLS STATUS'],
])
