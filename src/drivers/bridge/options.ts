/**
 * The bridge driver's options, read (moby v28.5.2 libnetwork/drivers/bridge/bridge_linux.go, fromLabels). Options that it
 * does not know are ignored, as the engine does.
 */
import { parseIp } from '../../addr/ip.js'
import type { Family, Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { remembered } from '../../dataplane/remember.js'
import { driverError, option } from '../api.js'
import type { DriverError, NetworkInfo, Options } from '../api.js'

export type GatewayMode = 'nat' | 'nat-unprotected' | 'routed' | 'isolated'

export interface BridgeOptions {
  /** The Linux bridge's name; null: `br-` and the first 12 digits of the network's ID. */
  readonly device: string | null
  /** Inter-container communication: may containers of this network talk to each other? */
  readonly icc: boolean
  readonly masquerade: boolean
  readonly mode4: GatewayMode
  readonly mode6: GatewayMode
  /** Leave the gateway's IPv4 address off the bridge. */
  readonly inhibit4: boolean
  /** Where ports are published when the user names no address. */
  readonly binding: Ip | null
  readonly trusted: readonly string[]
  /** Bytes; 0: the engine's default. */
  readonly mtu: number
  readonly prefix: string
  /** Source address of outgoing packets instead of the host's. */
  readonly snat4: Ip | null
  readonly snat6: Ip | null
}

const BRIDGE = 'com.docker.network.bridge.'
export const DEFAULT_BRIDGE_OPTION = `${BRIDGE}default_bridge`
export const BRIDGE_NAME_OPTION = `${BRIDGE}name`

/** Read them all, or say which one cannot be read. */
export function bridgeOptions(options: Options): Result<BridgeOptions, DriverError> {
  const problems: DriverError[] = []
  const read = <T>(key: string, otherwise: T, parse: (text: string) => T | Malformed): T => {
    const text = option(options, key)
    const value = text === undefined ? otherwise : parse(text)
    if (!(value instanceof Malformed)) return value
    problems.push(
      driverError(
        'invalidParameter',
        'invalid-option',
        `failed to parse ${key} value: ${text ?? ''} (${value.reason})`,
      ),
    )
    return otherwise
  }
  const value: BridgeOptions = {
    device: option(options, BRIDGE_NAME_OPTION) || null,
    icc: read(`${BRIDGE}enable_icc`, true, bool),
    masquerade: read(`${BRIDGE}enable_ip_masquerade`, true, bool),
    mode4: read<GatewayMode>(`${BRIDGE}gateway_mode_ipv4`, 'nat', mode),
    mode6: read<GatewayMode>(`${BRIDGE}gateway_mode_ipv6`, 'nat', mode),
    inhibit4: read(`${BRIDGE}inhibit_ipv4`, false, bool),
    binding: read<Ip | null>(`${BRIDGE}host_binding_ipv4`, null, address),
    trusted: (option(options, `${BRIDGE}trusted_host_interfaces`) ?? '').split(':').filter(Boolean),
    mtu: read('com.docker.network.driver.mtu', 0, integer),
    prefix: option(options, 'com.docker.network.container_iface_prefix') || 'eth',
    snat4: read<Ip | null>('com.docker.network.host_ipv4', null, address),
    snat6: read<Ip | null>('com.docker.network.host_ipv6', null, address),
  }
  read(DEFAULT_BRIDGE_OPTION, false, bool)
  const [problem] = problems
  return problem ? err(problem) : ok(value)
}

/** The options of a network that was accepted. O(1) after the first time. */
export const acceptedOptions = remembered(
  ({ id, options }: NetworkInfo): BridgeOptions & { readonly device: string } => {
    const read = bridgeOptions(options)
    if (!read.ok) throw new Error(`network ${id} was accepted with options that cannot be read`)
    return { ...read.value, device: read.value.device ?? `br-${id.slice(0, 12)}` }
  },
)

export const modeOf = (options: BridgeOptions, family: Family): GatewayMode =>
  family === 4 ? options.mode4 : options.mode6

class Malformed {
  constructor(readonly reason: string) {}
}

/** Go's strconv.ParseBool. */
function bool(text: string): boolean | Malformed {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false
  return new Malformed(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`)
}

/** Go's strconv.Atoi. */
const integer = (text: string): number | Malformed =>
  /^[+-]?\d+$/.test(text)
    ? Number(text)
    : new Malformed(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)

function mode(text: string): GatewayMode | Malformed {
  if (text === 'nat' || text === 'nat-unprotected' || text === 'routed' || text === 'isolated') return text
  return new Malformed(`unknown gateway mode ${text}`)
}

const address = (text: string): Ip | Malformed => parseIp(text) ?? new Malformed('nil ip')
