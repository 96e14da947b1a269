/** `docker service create` (docker/cli cli/command/service/create.go, opts.go ToService). */
import { err, ok, type Result } from '../../../addr/result.js'
import { atLeast } from '../arity.js'
import { missingFile } from '../checks/files.js'
import { healthError } from '../checks/health.js'
import { networkOption } from '../checks/networkOption.js'
import { publishedServicePorts } from '../checks/servicePorts.js'
import { plainError } from '../clientError.js'
import { command } from '../command.js'
import type { FlagValues } from '../flags.js'
import { boolOf, listOf, numberOf, optional, textOf } from '../flagValues.js'
import { mapOf } from '../keyValues.js'
import { otherFlags } from '../otherFlags.js'
import type { DockerRequest } from '../requests.js'
import type { ServiceMode } from '../requests/service.js'
import { serviceCreateFlags } from '../tables/serviceFlags.js'

const typed = new Set(
  (
    'constraint container-label detach dns dns-option dns-search endpoint-mode env host hostname label mode name network ' +
    'publish quiet replicas'
  ).split(' '),
)

/** Flags end at the image. Unlike `run`, errors exit with 1 and have no hint at --help. */
export const serviceCreate = command({
  name: 'create',
  use: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create a new service',
  flags: serviceCreateFlags,
  interspersed: false,
  arity: atLeast(1),
  build: ({ values, args: [image = '', ...rest] }) => {
    const [file] = listOf(values, 'env-file')
    if (file !== undefined) return err(plainError(missingFile(file)))
    const unhealthy = healthError(values, false)
    if (unhealthy !== undefined) return err(plainError(unhealthy))
    const mode = serviceMode(values)
    if (!mode.ok) return err(plainError(mode.error))
    const networks = listOf(values, 'network').flatMap((value) => okOf(networkOption(value)))
    // The client looks the networks up one by one, so an empty name behind another is the engine's turn first.
    if (networks[0]?.network === '') {
      return err(plainError('invalid network name or ID: value is empty'))
    }
    return ok<DockerRequest>({
      command: 'service create',
      name: textOf(values, 'name'),
      image,
      args: rest,
      mode: mode.value,
      ...optional('replicas', values.has('replicas') ? numberOf(values, 'replicas', 1) : undefined),
      endpointMode: textOf(values, 'endpoint-mode', 'vip'),
      networks,
      ports: listOf(values, 'publish').flatMap((value) => okOf(publishedServicePorts(value)).flat()),
      constraints: listOf(values, 'constraint'),
      hostname: textOf(values, 'hostname'),
      env: listOf(values, 'env'),
      labels: mapOf(listOf(values, 'label')),
      containerLabels: mapOf(listOf(values, 'container-label')),
      dns: listOf(values, 'dns'),
      dnsSearch: listOf(values, 'dns-search'),
      dnsOptions: listOf(values, 'dns-option'),
      hosts: listOf(values, 'host'),
      detach: boolOf(values, 'detach'),
      quiet: boolOf(values, 'quiet'),
      otherFlags: otherFlags(values, typed),
    })
  },
})

/** A value that passed its check when the flags were parsed, read again. */
export const okOf = <T>(read: Result<T, string>): readonly T[] => (read.ok ? [read.value] : [])

/** Which flags go with which mode, in the client's order of complaint. */
function serviceMode(values: FlagValues): Result<ServiceMode, string> {
  const mode = textOf(values, 'mode', 'replicated')
  const replicas = values.has('replicas')
    ? 'replicas can only be used with replicated or replicated-job mode'
    : undefined
  const perNode =
    numberOf(values, 'replicas-max-per-node', 0) > 0
      ? 'replicas-max-per-node can only be used with replicated or replicated-job mode'
      : undefined
  const concurrent = values.has('max-concurrent')
    ? 'max-concurrent can only be used with replicated-job mode'
    : undefined
  const rolls = [...values.keys()].some((flag) => /^(update|rollback)-/.test(flag))
    ? 'update and rollback configuration is not supported for jobs'
    : undefined
  switch (mode) {
    case 'replicated':
      return concurrent === undefined ? ok(mode) : err(concurrent)
    case 'global':
      return firstError(mode, [replicas, perNode, concurrent])
    case 'replicated-job':
      return firstError(mode, [rolls])
    case 'global-job':
      return firstError(mode, [perNode, concurrent, replicas, rolls])
    default:
      return err(`Unknown mode: ${mode}, only replicated and global supported`)
  }
}

function firstError<T>(value: T, errors: readonly (string | undefined)[]): Result<T, string> {
  const error = errors.find((one) => one !== undefined)
  return error === undefined ? ok(value) : err(error)
}
