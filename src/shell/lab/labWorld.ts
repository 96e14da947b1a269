/**
 * The laboratory that the recordings were made on: Docker hosts h1 to hN on a LAN, a machine without Docker (peer), and the
 * router (lan) with the upstream DNS server and, behind it, "the internet": google.com. Not modelled: IPv6 privacy addresses.
 */
import { mustParseCidr, parsePrefix, type IpPrefix } from '../../addr/cidr.js'
import { mustParseIp } from '../../addr/ip.js'
import { parseMac, type Mac } from '../../addr/mac.js'
import { addHost, type HostSpec } from '../../cnm/addHost.js'
import type { Env } from '../../cnm/env.js'
import { emptyWorld, machineCause, type World } from '../../cnm/world.js'
import type { Interface, Route } from '../../dataplane/namespace.js'
import { labZone } from '../../dns/zone.js'

/** The segment that all machines are on. */
export const LAN = 'lan-segment'
const ROUTER = '192.0.2.1'
const ROUTER6 = '2001:db8:1::1'
/** The last number of peer's addresses; hosts have 11 and up. */
const PEER = 50
/** Bytes. */
const MTU = 1500

/**
 * h1 comes first, so that ids and MAC addresses do not depend on how many hosts there are. `hosts` from 1 to 39; without
 * `upstream` the LAN has no DNS server.
 */
export function labWorld(env: Env, hosts: number, upstream = true): World {
  const machines: readonly HostSpec[] = [
    ...Array.from({ length: hosts }, (_, i) => station(`h${i + 1}`, i + 11, true)),
    upstream ? router : { ...router, zone: null },
    station('peer', PEER, false),
  ]
  let world: World = { ...emptyWorld, lans: { [LAN]: { id: LAN } } }
  for (const machine of machines) {
    const added = addHost(env, world, machine)
    if (!added.ok) throw new Error(`the laboratory cannot be built: ${added.error.code}`)
    world = added.value.world
  }
  return world
}

const prefix = (text: string): IpPrefix => must(parsePrefix(text), text)
const mac = (number: number): Mac => {
  const text = `02:00:c0:00:02:${number.toString(16).padStart(2, '0')}`
  return must(parseMac(text), text)
}
function must<T>(value: T | undefined, text: string): T {
  if (value === undefined) throw new Error(`${text} is no address`)
  return value
}

const device = (
  name: string,
  address: Mac | null,
  segment: string | null,
  addresses: readonly string[],
): Interface => ({
  name,
  mac: address,
  addresses: addresses.map(prefix),
  segment,
  mtu: MTU,
  up: true,
  cause: machineCause,
})

const defaultRoute = (to: string, via: string): Route => ({
  to: mustParseCidr(to),
  via: mustParseIp(via),
  device: 'eth0',
  src: null,
  cause: machineCause,
})

/** A machine on the LAN. Docker switches forwarding on where it runs. */
const station = (id: string, number: number, hasEngine: boolean): HostSpec => ({
  id,
  hasEngine,
  interfaces: [device('eth0', mac(number), LAN, [`192.0.2.${number}/24`, `2001:db8:1::${number}/64`])],
  routes: [defaultRoute('0.0.0.0/0', ROUTER), defaultRoute('::/0', ROUTER6)],
  forwarding: hasEngine,
  nameservers: [mustParseIp(ROUTER)],
  zone: null,
})

// `internet` is a device on no segment: what is routed out of it has left the model
const router: HostSpec = {
  id: 'lan',
  hasEngine: false,
  interfaces: [
    device('br-lan', mac(1), LAN, [`${ROUTER}/24`, `${ROUTER6}/64`]),
    device('internet', null, null, ['198.51.100.7/32', '2001:db8:ffff::7/128']),
  ],
  routes: [],
  forwarding: true,
  nameservers: [mustParseIp(ROUTER)],
  zone: labZone,
}
