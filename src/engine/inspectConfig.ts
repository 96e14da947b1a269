/**
 * `.Config` of `docker inspect` (moby v28.5.2 api/types/container/config.go): what the user asked for, portable between hosts.
 * Not modelled: users, volumes, working directories, health checks, stop signals.
 */
import type { GoStruct, GoValue } from './goValue.js'
import { goMap } from './goValue.js'
import { isUserDefined } from './findNetwork.js'
import { portText } from './portText.js'
import type { Container } from './state.js'

/** Fields in the order of Go's struct, which is the order that a client prints. */
export function inspectConfig(container: Container): GoValue {
  const { config } = container
  // stdin is attached only where it was asked for by -i and the client stays; -d detaches all three
  const interactive = config.attached && config.openStdin
  return {
    Hostname: config.hostname,
    Domainname: config.domainname,
    User: '',
    AttachStdin: interactive,
    AttachStdout: config.attached,
    AttachStderr: config.attached,
    ...exposedPorts(container),
    Tty: config.tty,
    OpenStdin: config.openStdin,
    StdinOnce: interactive,
    // null where Go has a nil slice or map
    Env: config.env.length > 0 ? config.env : null,
    Cmd: config.cmd,
    Image: config.image,
    Volumes: null,
    WorkingDir: '',
    Entrypoint: config.entrypoint,
    ...macAddress(container),
    OnBuild: null,
    Labels: goMap(config.labels),
    ...(!config.stopSignal ? {} : { StopSignal: config.stopSignal }),
    ...(config.stopTimeout === undefined ? {} : { StopTimeout: config.stopTimeout }),
  }
}

/** Left out when there is none, as Go's omitempty does. */
const exposedPorts = ({ config: { exposed } }: Container): GoStruct =>
  exposed.length > 0 ? { ExposedPorts: new Map(exposed.map((port) => [portText(port), {}])) } : {}

/** The address asked for, or the one asked for on the container's main network (daemon/inspect.go getInspectData). */
function macAddress({ config, hostConfig: { networkMode: mode }, attachments }: Container): GoStruct {
  const main =
    mode === 'bridge' || isUserDefined(mode) ? attachments.find((a) => a.network === mode) : undefined
  const mac = config.macAddress || (main?.settings.macAddress ?? '')
  return mac === '' ? {} : { MacAddress: mac }
}
