/**
 * The keys of a service (compose-go v2.9.1 schema/compose-spec.json, definitions.service). Those that do not concern
 * networking are checked for their kind, and then left alone.
 */
import {
  any,
  bool,
  boolOrText,
  labels,
  listOf,
  mapOf,
  nothing,
  number,
  numberOrText,
  object,
  oneOf,
  orNothing,
  text,
  textLike,
  textOrTexts,
  word,
  texts,
  type Keys,
} from './shape.js'

const textList = listOf(text, false)
/** One text, which is taken apart like a shell's words, or the words themselves. */
const command = oneOf(nothing, text, textList)
/** `extra_hosts`: a mapping with one address or several, or `name=address` texts. */
const hosts = oneOf(mapOf(oneOf(text, textList)), texts)
/** The schema's names for services and networks. */
export const NAME = /^[a-zA-Z0-9._-]+$/

/** The long form. Whether it is a port at all, `load/canonical.ts` says. */
const port = object({
  name: text,
  mode: text,
  host_ip: text,
  target: numberOrText,
  published: numberOrText,
  protocol: text,
  app_protocol: text,
})

/** How a service is on a network; a network's name alone has none of these. */
const attachment = object({
  aliases: texts,
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: texts,
  mac_address: text,
  driver_opts: mapOf(numberOrText),
  priority: number,
  gw_priority: number,
})

/** What is waited for. `service_healthy` counts as reached here: health checks are not modelled. */
const condition = word('service_started', 'service_healthy', 'service_completed_successfully')
const dependency = object({ restart: boolOrText, required: bool, condition }, ['condition'])
const envFile = oneOf(
  text,
  listOf(oneOf(text, object({ path: text, format: text, required: boolOrText }, ['path'])), false),
)

/** What decides who reaches whom. */
const networking: Keys = {
  annotations: labels,
  // not anchored, as in the schema
  container_name: textLike(/[a-zA-Z0-9][a-zA-Z0-9_.-]+/, 'a name of two letters or digits at least'),
  depends_on: oneOf(texts, mapOf(dependency, NAME)),
  dns: textOrTexts,
  dns_opt: texts,
  dns_search: textOrTexts,
  domainname: text,
  expose: listOf(numberOrText),
  extends: oneOf(text, object({ service: text, file: text }, ['service'])),
  external_links: texts,
  extra_hosts: hosts,
  hostname: text,
  links: texts,
  mac_address: text,
  network_mode: text,
  networks: oneOf(texts, mapOf(orNothing(attachment), NAME)),
  ports: listOf(oneOf(number, text, port)),
  profiles: texts,
  scale: numberOrText,
  deploy: orNothing(
    object({
      mode: text,
      endpoint_mode: text,
      replicas: numberOrText,
      labels,
      rollback_config: any,
      update_config: any,
      resources: any,
      restart_policy: any,
      placement: any,
    }),
  ),
}

/** What a container runs, and by what it is found. */
const program: Keys = {
  image: text,
  build: any,
  command,
  entrypoint: command,
  environment: labels,
  env_file: envFile,
  label_file: oneOf(text, textList),
  labels,
  restart: text,
  tty: boolOrText,
  stdin_open: boolOrText,
}

/** Several keys of one shape. */
const kinds = (shape: typeof any, ...keys: readonly string[]): Keys =>
  Object.fromEntries(keys.map((key) => [key, shape]))

/** What does not concern networking. */
const others: Keys = {
  ...kinds(any, 'develop', 'blkio_config', 'configs', 'credential_spec', 'devices', 'provider', 'gpus'),
  ...kinds(any, 'healthcheck', 'logging', 'models', 'post_start', 'pre_stop', 'secrets', 'storage_opt'),
  ...kinds(any, 'ulimits', 'volumes', 'device_cgroup_rules'),
  ...kinds(text, 'cgroup', 'cgroup_parent', 'cpuset', 'ipc', 'isolation', 'platform', 'pull_policy', 'uts'),
  ...kinds(text, 'pull_refresh_after', 'runtime', 'stop_grace_period', 'stop_signal', 'user', 'userns_mode'),
  ...kinds(text, 'working_dir'),
  ...kinds(
    numberOrText,
    'cpu_count',
    'cpu_percent',
    'cpu_shares',
    'cpu_quota',
    'cpu_period',
    'cpu_rt_period',
  ),
  ...kinds(numberOrText, 'cpu_rt_runtime', 'cpus', 'mem_limit', 'mem_reservation', 'mem_swappiness'),
  ...kinds(numberOrText, 'memswap_limit', 'oom_score_adj', 'pids_limit', 'shm_size'),
  ...kinds(boolOrText, 'attach', 'init', 'oom_kill_disable', 'privileged', 'read_only', 'use_api_socket'),
  ...kinds(texts, 'cap_add', 'cap_drop', 'security_opt', 'volumes_from'),
  group_add: listOf(numberOrText),
  pid: oneOf(text, nothing),
  sysctls: labels,
  tmpfs: textOrTexts,
}

/** All keys together. Which of them may stand together is not a matter of shape (`model/consistency.ts`). */
export const service = object({ ...networking, ...program, ...others })
