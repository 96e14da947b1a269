/**
 * What the kernel refuses when a device is made below a parent: only one kind of children, and passthru for one alone
 * (Linux drivers/net/macvlan.c macvlan_common_newlink, drivers/net/ipvlan/ipvlan_main.c ipvlan_link_new).
 */
import type { ChildLink, HostInfo } from '../api.js'

/** The kernel's words; null: it makes the device. */
export function refuseLink({ kind, parent, mode }: ChildLink, host: HostInfo): string | null {
  const others = host.children.filter((child) => child.parent === parent)
  if (others.some((child) => child.kind !== kind)) return 'device or resource busy'
  if (others.some((child) => child.mode === 'passthru')) return 'invalid argument'
  return mode === 'passthru' && others.length > 0 ? 'invalid argument' : null
}
