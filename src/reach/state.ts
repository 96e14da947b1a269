/** The `state` probe: interfaces, routes and name files of a sandbox or a machine, as a recording has them. */
import type { IpPrefix } from '../addr/cidr.js'
import { isLinkLocal } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import type { World } from '../cnm/world.js'
import { addressOf } from '../addr/cidr.js'
import { askerOf } from './asker.js'
import type { NamespaceRef } from './asker.js'
import { hostsText, resolvText } from './files.js'
import { routeLines } from './print/route.js'

export interface StateReport {
  /** Without the loopback device and IPv6 link-local addresses. */
  readonly interfaces: readonly { readonly name: string; readonly address: IpPrefix }[]
  readonly routes: readonly string[]
  readonly routes6: readonly string[]
  readonly hosts: readonly string[]
  readonly resolv: readonly string[]
}

/** Throws for a `from` that the world does not have. */
export function stateOf(env: Env, world: World, from: NamespaceRef): StateReport {
  const asker = askerOf(world, from)
  const namespace = dataPlane(env, world).namespace(asker.namespace)
  if (!namespace) throw new Error(`no namespace ${asker.namespace} in the data plane`)
  const interfaces = namespace.interfaces
    .filter(({ name }) => name !== 'lo')
    .flatMap(({ name, addresses }) => addresses.map((address) => ({ name, address })))
  return {
    interfaces: interfaces.filter(({ address }) => !isLocal6(address)),
    routes: trimmed(routeLines(namespace, 4)),
    routes6: trimmed(routeLines(namespace, 6)).filter((line) => !/fe80|^ff00/.test(line)),
    hosts: trimmed(hostsText(world, asker).split('\n')),
    resolv: trimmed(resolvText(world, asker).split('\n')).filter((line) =>
      /^(nameserver|search|options)/.test(line),
    ),
  }
}

const isLocal6 = (address: IpPrefix): boolean => address.includes(':') && isLinkLocal(addressOf(address))
const trimmed = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.trim()).filter((line) => line !== '')
