/**
 * The bridge driver's options, read (moby v28.5.2 libnetwork/drivers/bridge/bridge_linux.go:
 * parseNetworkGenericOptions, fromLabels, newGwMode, parseErr; names in bridge/labels.go and
 * libnetwork/netlabel/labels.go). Options that the driver does not know are ignored, as the engine does: a typing
 * mistake in `-o` is no error. Not modelled: enable_ipv4 and enable_ipv6 as options of the driver (libnetwork reads
 * them before).
 */
import { parseIp } from '../../addr/ip.js'
import type { Family, Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { remembered } from '../../dataplane/remember.js'
import { driverError, option } from '../api.js'
import type { DriverError, NetworkInfo, Options } from '../api.js'

/**
 * How a network's containers are reached from outside, one for each family:
 * nat               by published ports of the host only
 * nat-unprotected   and by their own addresses, every port
 * routed            by their own addresses only, published ports only; nothing is translated
 * isolated          not even from the host: the bridge has no address (internal networks only)
 */
export type GatewayMode = 'nat' | 'nat-unprotected' | 'routed' | 'isolated'

/** Every option with its default filled in, but for the name of the device, which depends on the network's id. */
export interface BridgeOptions {
  /** The Linux bridge's name; null: `br-` and the first 12 digits of the network's ID. */
  readonly device: string | null
  /** Inter-container communication: may containers of this network talk to each other? Default: true. */
  readonly icc: boolean
  /** Do containers leave with the host's address (default), or with their own? */
  readonly masquerade: boolean
  readonly mode4: GatewayMode
  readonly mode6: GatewayMode
  /** Leave the gateway's IPv4 address off the bridge: somebody else is the router there. */
  readonly inhibit4: boolean
  /** Where ports are published when the user names no address; null: on every address of both families. */
  readonly binding: Ip | null
  /** Interfaces of the host whose packets may name a container's address. Split at `:`, empty parts left out. */
  readonly trusted: readonly string[]
  /** Bytes; 0: the engine's default. Negative values are read here and refused in `validate.ts`, as the engine does. */
  readonly mtu: number
  /** Interfaces in sandboxes are called so, with a number: `eth0`. */
  readonly prefix: string
  /** Source address of outgoing packets instead of the host's. */
  readonly snat4: Ip | null
  readonly snat6: Ip | null
}

/** The namespace of the driver's own labels. */
const BRIDGE = 'com.docker.network.bridge.'
/** Marks the network `bridge` that the daemon makes itself; on another one it only decides who makes the device (validate.ts). */
export const DEFAULT_BRIDGE_OPTION = `${BRIDGE}default_bridge`
/** The device's name, as a user may choose it: `docker0` for the network `bridge`. */
export const BRIDGE_NAME_OPTION = `${BRIDGE}name`

/**
 * Read them all, or say which one cannot be read (class invalidParameter, code `invalid-option`).
 *
 * The engine ranges over a Go map, so of several wrong options it names a random one; here it is the first one in the
 * order below, so that the same command always gets the same answer. O(1) after the first time: a network's are read three
 * times while it is made, and most networks have the same empty list.
 */
export const bridgeOptions = remembered(readAll)

function readAll(options: Options): Result<BridgeOptions, DriverError> {
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
    // an empty name counts as none; an empty number or truth value does not, and is refused
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

/**
 * The options of a network that was accepted, with the device's name: parseNetworkOptions makes it of the first 12
 * digits of the network's id. Throws where they cannot be read: `refuseNetwork` would have refused that network. O(1)
 * after the first time.
 */
export const acceptedOptions = remembered(
  ({ id, options }: NetworkInfo): BridgeOptions & { readonly device: string } => {
    const read = bridgeOptions(options)
    if (!read.ok) throw new Error(`network ${id} was accepted with options that cannot be read`)
    return { ...read.value, device: read.value.device ?? `br-${id.slice(0, 12)}` }
  },
)

/** The gateway mode of one family: a dual-stack network may translate IPv4 and route IPv6. */
export const modeOf = (options: BridgeOptions, family: Family): GatewayMode =>
  family === 4 ? options.mode4 : options.mode6

/** A value that cannot be read, and why in Go's words. A class, so that no string or number is mistaken for it. */
class Malformed {
  constructor(readonly reason: string) {}
}

/** Go's strconv.ParseBool: these twelve spellings and no others, so `yes` and `on` are refused. */
function bool(text: string): boolean | Malformed {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false
  return new Malformed(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`)
}

/** Go's strconv.Atoi, less its limit of 64 bits. */
const integer = (text: string): number | Malformed =>
  /^[+-]?\d+$/.test(text)
    ? Number(text)
    : new Malformed(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)

/** newGwMode. An empty mode is refused too: the default comes from leaving the option out. */
function mode(text: string): GatewayMode | Malformed {
  if (text === 'nat' || text === 'nat-unprotected' || text === 'routed' || text === 'isolated') return text
  return new Malformed(`unknown gateway mode ${text}`)
}

/** Go's net.ParseIP, which says nothing of why: hence the odd words. */
const address = (text: string): Ip | Malformed => parseIp(text) ?? new Malformed('nil ip')
