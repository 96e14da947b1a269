/**
 * The second opinion: who reaches whom on the bridges of one host, decided from what the user asked for, without any packet.
 * It understands bridges with the options listed below, containers on none of them, and both families; not: other drivers,
 * clusters, links, rules of one's own.
 */
import { addressOf } from '../../addr/cidr.js'
import { familyOf, type Family, type Ip } from '../../addr/ip.js'
import { joinedBy, networkOf } from '../../cnm/lookup.js'
import type { Endpoint, Network, Sandbox, World } from '../../cnm/world.js'

/** An address of a sandbox, and the network that it is on. */
export interface End {
  readonly of: Sandbox
  readonly to: Ip
  readonly on: Network
}

const BRIDGE = 'com.docker.network.bridge.'
const NO_MATTER = ['enable_icc', 'default_bridge', 'name'].map((key) => BRIDGE + key)
const MODES = ['nat', 'nat-unprotected', 'routed']

const isUnderstood = ({ driver, options }: Network): boolean =>
  driver === 'null' ||
  (driver === 'bridge' &&
    options.every(
      ([key, value]) =>
        NO_MATTER.includes(key) ||
        key.endsWith('.mtu') ||
        (key === `${BRIDGE}host_binding_ipv4` && value === '0.0.0.0') ||
        (key === `${BRIDGE}enable_ip_masquerade` && value === 'true') ||
        (/\.gateway_mode_ipv[46]$/.test(key) && MODES.includes(value)),
    ))

const last = ({ options }: Network, key: string): string | undefined =>
  options.findLast(([k]) => k === BRIDGE + key)?.[1]

export const hasIcc = (network: Network): boolean => last(network, 'enable_icc') !== 'false'
export const modeIn = (network: Network, family: Family): string =>
  last(network, `gateway_mode_ipv${family}`) ?? 'nat'

/** It has its own network stack, and everything that it is on is understood. */
export const isJudged = (world: World, sandbox: Sandbox): boolean =>
  !sandbox.useHost && joined(world, sandbox).every(({ network }) => isUnderstood(network))

interface Joined {
  readonly endpoint: Endpoint
  readonly network: Network
}
const joined = (world: World, sandbox: Sandbox): readonly Joined[] =>
  joinedBy(world, sandbox).map((endpoint) => ({ endpoint, network: networkOf(world, endpoint.network) }))

export const endsOf = (world: World, of: Sandbox): readonly End[] =>
  joined(world, of).flatMap(({ endpoint: { address4, address6 }, network }) =>
    [address4, address6].flatMap((p) => (p === null ? [] : [{ of, to: addressOf(p), on: network }])),
  )

const hasFamily = ({ address4, address6 }: Endpoint, family: Family): boolean =>
  (family === 4 ? address4 : address6) !== null

/** Best first: by priority, internal ones last, those with both families before others, then by name. */
export function networksInOrder(world: World, sandbox: Sandbox): readonly Network[] {
  const families = ({ endpoint, network }: Joined): number =>
    network.internal ? 0 : Number(hasFamily(endpoint, 4)) + Number(hasFamily(endpoint, 6))
  return joined(world, sandbox)
    .toSorted(
      (a, b) =>
        b.endpoint.priority - a.endpoint.priority ||
        Number(a.network.internal) - Number(b.network.internal) ||
        families(b) - families(a) ||
        (a.network.name < b.network.name ? -1 : 1),
    )
    .map(({ network }) => network)
}

/** The network by which a sandbox leaves in a family: the first with both families, else the first with that one. */
export function wayOut(world: World, sandbox: Sandbox, family: Family): Network | null {
  const order = networksInOrder(world, sandbox)
  const leading = (wanted: readonly Family[]): Network | undefined =>
    order.find((network) =>
      joined(world, sandbox).some(
        (j) =>
          j.network === network &&
          network.driver === 'bridge' &&
          !network.internal &&
          wanted.every((f) => hasFamily(j.endpoint, f)),
      ),
    )
  return leading([4, 6]) ?? leading([family]) ?? null
}

/**
 * Whether a packet comes from one sandbox to an address of another, and the answer back: over a common network with icc, or
 * to a routed one, where a ping and published ports come in. `published`: null for a ping.
 */
export function talks(world: World, from: Sandbox, { of, on, to }: End, published: boolean | null): boolean {
  if (from.id === of.id) return true
  if (joined(world, from).some(({ network }) => network.id === on.id)) return hasIcc(on)
  const family = familyOf(to)
  const isOpen = !on.internal && modeIn(on, family) === 'routed' && published !== false
  return isOpen && wayOut(world, from, family) !== null
}
