/** `run` and `create` (docker/cli cli/command/container/run.go, create.go, opts.go parse). Does not model --mount. */
import type { Open } from '../../../addr/open.js'
import { err, ok, type Result } from '../../../addr/result.js'
import { atLeast } from '../arity.js'
import { deviceError, namespaceModes, securityOptionError } from '../checks/container.js'
import { networkSettings } from '../checks/endpoints.js'
import { exposeOption } from '../checks/expose.js'
import { missingFile } from '../checks/files.js'
import { healthError } from '../checks/health.js'
import { imageNameError } from '../checks/imageName.js'
import { macAddressError } from '../checks/macAddress.js'
import { publishOption } from '../checks/publish.js'
import { restartPolicy } from '../checks/restartPolicy.js'
import { createError, plainError, type ClientError } from '../clientError.js'
import { command, type Invocation } from '../command.js'
import type { FlagValues } from '../flags.js'
import { boolOf, listOf, numberOf, textOf } from '../flagValues.js'
import { goQuote } from '../../template/quote.js'
import { mapOf } from '../keyValues.js'
import { otherFlags } from '../otherFlags.js'
import type { DockerRequest } from '../requests.js'
import type { ContainerSettings } from '../requests/container.js'
import type { PortBinding } from '../requests/common.js'
import { createFlags, runFlags } from '../tables/createFlags.js'

/** Flags end at the image: what follows it is the container's command. Errors of this command exit with 125. */
export const run = command({
  name: 'run',
  use: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create and run a new container from an image',
  aliasLine: 'docker container run, docker run',
  flags: runFlags,
  interspersed: false,
  arity: atLeast(1),
  build: (invocation) => {
    const settings = containerSettings(invocation)
    if (!settings.ok) return err(createError(settings.error, 'run'))
    const { values } = invocation
    const detach = boolOf(values, 'detach')
    // found after all other flags are read (run.go runContainer), and printed without the hint at --help
    if (detach && values.has('attach')) {
      return err(plainError('conflicting options: cannot specify both --attach and --detach'))
    }
    const wrong = imageNameError(settings.value.image)
    if (wrong !== undefined) return err(createError(wrong, 'run'))
    const stream = (asked: boolean): boolean => asked && !detach
    const { attachStdin, attachStdout, attachStderr } = settings.value
    const request: DockerRequest = Object.assign(settings.value, {
      command: 'run' as const,
      attachStdin: stream(attachStdin),
      attachStdout: stream(attachStdout),
      attachStderr: stream(attachStderr),
      detach,
      sigProxy: boolOf(values, 'sig-proxy', true),
      quiet: boolOf(values, 'quiet'),
      pull: textOf(values, 'pull', 'missing'),
    })
    return ok(request)
  },
})

/** The same settings as `run`; a bad image name is told without the hint at --help, and exits with 1. */
export const create = command({
  name: 'create',
  use: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create a new container',
  aliasLine: 'docker container create, docker create',
  flags: createFlags,
  interspersed: false,
  arity: atLeast(1),
  build: (invocation): Result<DockerRequest, ClientError> => {
    const settings = containerSettings(invocation)
    if (!settings.ok) return err(createError(settings.error, 'create'))
    const wrong = imageNameError(settings.value.image)
    if (wrong !== undefined) return err(plainError(wrong))
    const { values } = invocation
    const quiet = boolOf(values, 'quiet')
    return ok({ ...settings.value, command: 'create', quiet, pull: textOf(values, 'pull', 'missing') })
  },
})

/** Flags with a field of their own in the request, under the names they are kept by. */
const typed = new Set(
  (
    'add-host attach cap-add cap-drop detach dns dns-option dns-search domainname entrypoint env expose help hostname ' +
    'interactive ip ip6 label link link-local-ip mac-address name network network-alias privileged publish publish-all ' +
    'pull quiet restart rm sig-proxy stop-signal stop-timeout sysctl tty user workdir'
  ).split(' '),
)

/** Checks in the client's own order, so that of several errors the right one is named. */
function containerSettings({ values, args }: Invocation): Result<Open<ContainerSettings>, string> {
  const early = errorBeforePorts(values)
  if (early !== undefined) return err(early)
  const ports = portSettings(values)
  if (!ports.ok) return ports
  const middle = errorAfterPorts(values)
  if (middle !== undefined) return err(middle)
  const restart = restartPolicy(textOf(values, 'restart', 'no'))
  if (!restart.ok) return restart
  const late = errorAfterRestart(values)
  if (late !== undefined) return err(late)
  const autoRemove = boolOf(values, 'rm')
  if (autoRemove && restart.value.name !== '' && restart.value.name !== 'no') {
    return err('conflicting options: cannot specify both --restart and --rm')
  }
  const networks = networkSettings(values)
  if (!networks.ok) return networks

  const [image = '', ...cmd] = args
  const attached = listOf(values, 'attach')
  const openStdin = boolOf(values, 'interactive')
  // a MAC address is kept with the network that the mode names
  const main = networks.value.endpoints.find(({ network }) => network === networks.value.networkMode)
  const name = textOf(values, 'name')
  // without spreading: forty fields that are put together of parts are a kind of object of their own each time for V8
  const settings: Open<ContainerSettings> = {
    image,
    cmd,
    hostname: textOf(values, 'hostname'),
    domainname: textOf(values, 'domainname'),
    user: textOf(values, 'user'),
    workingDir: textOf(values, 'workdir'),
    env: listOf(values, 'env'),
    labels: mapOf(listOf(values, 'label')),
    tty: boolOf(values, 'tty'),
    openStdin,
    attachStdin: openStdin || attached.includes('stdin'),
    attachStdout: attached.length === 0 || attached.includes('stdout'),
    attachStderr: attached.length === 0 || attached.includes('stderr'),
    autoRemove,
    privileged: boolOf(values, 'privileged'),
    restartPolicy: restart.value,
    networkMode: networks.value.networkMode,
    endpoints: networks.value.endpoints,
    macAddress: main === undefined ? textOf(values, 'mac-address') : (main.mac ?? ''),
    portBindings: ports.value.portBindings,
    exposed: ports.value.exposed,
    publishAll: boolOf(values, 'publish-all'),
    dns: listOf(values, 'dns'),
    dnsSearch: listOf(values, 'dns-search'),
    dnsOptions: listOf(values, 'dns-option'),
    extraHosts: listOf(values, 'add-host'),
    links: listOf(values, 'link'),
    sysctls: mapOf(listOf(values, 'sysctl')),
    capAdd: listOf(values, 'cap-add'),
    capDrop: listOf(values, 'cap-drop'),
    stopSignal: textOf(values, 'stop-signal'),
    otherFlags: otherFlags(values, typed),
  }
  if (name !== '') settings.name = name
  if (values.has('entrypoint')) settings.entrypoint = [textOf(values, 'entrypoint')]
  if (values.has('stop-timeout')) settings.stopTimeout = numberOf(values, 'stop-timeout', 0)
  return ok(settings)
}

// three parts, between which parse() makes what has errors of its own
function errorBeforePorts(values: FlagValues): string | undefined {
  const pull = textOf(values, 'pull')
  if (!['', 'always', 'missing', 'never'].includes(pull)) {
    return `invalid pull option: '${pull}': must be one of ${goQuote('always')}, ${goQuote('missing')} or ${goQuote('never')}`
  }
  const mac = textOf(values, 'mac-address')
  const wrong = mac === '' ? undefined : macAddressError(mac)
  if (wrong !== undefined) return wrong
  const swappiness = numberOf(values, 'memory-swappiness', -1)
  if (swappiness < -1 || swappiness > 100) {
    return `invalid value: ${swappiness}. Valid memory swappiness range is 0-100`
  }
  return listOf(values, 'volume').includes('') ? 'invalid empty volume spec' : undefined
}

function portSettings(
  values: FlagValues,
): Result<Pick<ContainerSettings, 'portBindings' | 'exposed'>, string> {
  const portBindings: PortBinding[] = []
  for (const value of listOf(values, 'publish')) {
    const bindings = publishOption(value)
    if (!bindings.ok) return bindings
    portBindings.push(...bindings.value)
  }
  // published ports are exposed, too; nobody is told twice
  const exposed = new Set(portBindings.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`))
  for (const value of listOf(values, 'expose')) {
    const ports = exposeOption(value)
    if (!ports.ok) return ports
    for (const port of ports.value) exposed.add(port)
  }
  return ok({ portBindings, exposed: [...exposed] })
}

function errorAfterPorts(values: FlagValues): string | undefined {
  for (const device of listOf(values, 'device')) {
    const wrong = deviceError(device)
    if (wrong !== undefined) return wrong
  }
  const [file] = [...listOf(values, 'env-file'), ...listOf(values, 'label-file')]
  if (file !== undefined) return missingFile(file)
  const mode = namespaceModes.find(({ flag, takes }) => {
    const value = textOf(values, flag)
    return value !== '' && !takes(value)
  })
  return mode === undefined ? undefined : `--${mode.flag}: invalid ${mode.title} mode`
}

function errorAfterRestart(values: FlagValues): string | undefined {
  if (textOf(values, 'log-driver') === 'none' && listOf(values, 'log-opt').length > 0) {
    return 'invalid logging opts for driver none'
  }
  const insecure = listOf(values, 'security-opt').map(securityOptionError)
  const wrong = insecure.find((error) => error !== undefined)
  if (wrong !== undefined) return wrong
  if (listOf(values, 'storage-opt').some((option) => !option.includes('='))) return 'invalid storage option'
  return healthError(values, true)
}
