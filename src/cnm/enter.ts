/**
 * One endpoint into a sandbox: its interface appears there, the gateway may move, and with it the published ports (moby
 * v28.5.2 libnetwork/endpoint.go sbJoin, sandbox_linux.go populateNetworkResources, osl/interface_linux.go
 * AddInterface). Without docker_gwbridge's coming and going, since that joins its own endpoint by this very function.
 */
import type { Mac } from '../addr/mac.js'
import { err, ok } from '../addr/result.js'
import { refuseDeviceName } from '../dataplane/deviceName.js'
import { option } from '../drivers/api.js'
import type { JoinInfo } from '../drivers/api.js'
import { frozen } from '../store/frozen.js'
import { addressConflict } from './addressConflict.js'
import { copyOfEndpoint, copyOfSandbox } from './copies.js'
import type { Change, Env } from './env.js'
import type { RenameProblem } from './errors.js'
import { moveConnectivity } from './externalConnectivity.js'
import { insertSorted } from './gateway.js'
import { vethName } from './identity.js'
import { findEndpoint, findSandbox, hostOf, joinedBy, networkOf } from './lookup.js'
import { stepped, withEndpoint, withSandbox } from './update.js'
import { endpointInfo, hostInfo } from './views.js'
import type { Endpoint, EndpointId, Network, Sandbox, SandboxId, World } from './world.js'

/** The user's name for the interface (`--network name=...,driver-opt=...`; libnetwork/netlabel Ifname). */
export const IFNAME_OPTION = 'com.docker.network.endpoint.ifname'

/**
 * Errors, in the order in which they are found: `endpoint-not-found`, `sandbox-not-found`, `endpoint-taken` ("another
 * container is attached to the same network endpoint"), `foreign-host`, `plugin-not-found`; the driver's own refusal;
 * `interface-rename` and `interface-mac`, which come from the kernel; `interface-address`, where a route is in the way; and
 * `external-connectivity`, when the ports cannot be published. O(endpoints of the sandbox).
 */
export function enter(env: Env, world: World, endpointId: EndpointId, sandboxId: SandboxId): Change<Entered> {
  const endpoint = findEndpoint(world, endpointId)
  if (!endpoint) return err({ code: 'endpoint-not-found', term: endpointId })
  const sandbox = findSandbox(world, sandboxId)
  if (!sandbox) return err({ code: 'sandbox-not-found', term: sandboxId })
  if (endpoint.sandbox !== null) return err({ code: 'endpoint-taken' })
  const network = networkOf(world, endpoint.network)
  if (network.host !== sandbox.host)
    return err({ code: 'foreign-host', network: network.name, sandbox: sandbox.containerId })
  const driver = env.drivers.get(network.driver)
  if (!driver) return err({ code: 'plugin-not-found', name: network.driver })
  // the driver says what the endpoint brings: a name for the interface, gateways, routes. It is asked before anything
  // is looked up in the sandbox, so its refusal comes first
  const info = driver.join(network, endpointInfo(world, endpoint), () =>
    hostInfo(world, hostOf(world, sandbox.host), driver.type),
  )
  if (!info.ok) return err({ code: 'driver', driver: driver.type, cause: info.error })
  // the driver's device is renamed as it is moved in: only here does the kernel see the user's name for it
  const others = joinedBy(world, sandbox)
  const name = interfaceName(endpoint, info.value, others)
  const problem = name === '' ? null : refuseInterfaceName(name, others)
  if (problem !== null) {
    const device = vethName(hostOf(world, sandbox.host).index, world.clock, name)
    return err({ code: 'interface-rename', device, interface: name, problem })
  }
  // then it is given its MAC address
  if (endpoint.mac !== null && name !== '' && isUnusable(endpoint.mac)) {
    const device = vethName(hostOf(world, sandbox.host).index, world.clock, endpoint.mac)
    return err({ code: 'interface-mac', device, mac: endpoint.mac })
  }
  const conflict = name === '' || others.length === 0 ? null : addressConflict(endpoint, others)
  if (conflict !== null) {
    const device = vethName(hostOf(world, sandbox.host).index, world.clock, conflict.address)
    return err({ code: 'interface-address', device, conflict })
  }
  const joined = copyOfEndpoint(endpoint)
  joined.sandbox = sandboxId
  joined.joinedAt = world.clock
  // a gateway of a family that the endpoint has no address of is of no use
  joined.joinInfo = frozen(
    endpoint.address6 === null && info.value.gateway6 !== null
      ? { ...info.value, gateway6: null }
      : info.value,
  )
  joined.interface = name
  // its place in the list decides who is the gateway; it is in it before the ports are moved
  const member = copyOfSandbox(sandbox)
  member.endpoints = Object.freeze(insertSorted(world, sandbox, joined))
  // the embedded resolver starts with the first network that has names, and is never stopped before the sandbox goes
  member.resolver = sandbox.resolver || endpoint.resolution
  const next = stepped(world, {
    endpoints: withEndpoint(world, Object.freeze(joined), endpoint),
    sandboxes: withSandbox(world, Object.freeze(member), sandbox),
  })
  const moved = moveConnectivity(env, next, others, endpointId, member)
  return moved.ok ? ok({ world: moved.value.world, sandbox: member, network }) : moved
}

/** The sandbox as it is now, and the network. */
interface Entered {
  readonly sandbox: Sandbox
  readonly network: Network
}

/** What the kernel has against the name, and against having it twice (EEXIST); `lo` is in every namespace. */
const refuseInterfaceName = (name: string, others: readonly Endpoint[]): RenameProblem | null =>
  (NUMBERED.includes(name) ? null : refuseDeviceName(name)) ??
  (name === 'lo' || isTaken(name, others) ? 'file exists' : null)

const isTaken = (name: string, others: readonly Endpoint[]): boolean =>
  others.length > 0 && others.some((e) => e.interface === name)

/** No device can have a multicast address, or that of none, as its own (Linux include/linux/etherdevice.h is_valid_ether_addr). */
const isUnusable = (mac: Mac): boolean => '13579bdf'.includes(mac.charAt(1)) || mac === NO_MAC
const NO_MAC = '00:00:00:00:00:00'

const NUMBERED = Array.from({ length: 8 }, (_, n) => `eth${String(n)}`)
/** The usual names are made once, for all endpoints to share. */
const numbered = (prefix: string, n: number): string =>
  (prefix === 'eth' ? NUMBERED[n] : undefined) ?? `${prefix}${String(n)}`

/**
 * The fixed name, or the prefix with the lowest number that no interface of the same prefix has: so the number of one
 * that has left is given again. '' for an endpoint without interface (host, none).
 */
function interfaceName(endpoint: Endpoint, { prefix }: JoinInfo, others: readonly Endpoint[]): string {
  const fixed = option(endpoint.options, IFNAME_OPTION)
  if (prefix === '') return ''
  if (fixed) return fixed
  for (let n = 0; ; n++) {
    const free = numbered(prefix, n)
    if (!isTaken(free, others)) return free
  }
}
