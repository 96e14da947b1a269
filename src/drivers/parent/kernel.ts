/**
 * What the kernel refuses when a device is made below a parent: only one kind of children, and passthru for one alone
 * (Linux drivers/net/macvlan.c macvlan_common_newlink, drivers/net/ipvlan/ipvlan_main.c ipvlan_link_new).
 */
import type { ChildLink, HostInfo } from '../api.js'

/**
 * The kernel's words (Go's syscall.Errno texts); null: it makes the device. Only devices that exist count: two networks
 * of different drivers may name one parent as long as their containers do not run at the same time.
 */
export function refuseLink({ kind, parent, mode }: ChildLink, host: HostInfo): string | null {
  const others = host.children.filter((child) => child.parent === parent)
  // macvlan and ipvlan each take the parent's receive handler, of which there is one (EBUSY)
  if (others.some((child) => child.kind !== kind)) return 'device or resource busy'
  if (others.some((child) => child.mode === 'passthru')) return 'invalid argument'
  return mode === 'passthru' && others.length > 0 ? 'invalid argument' : null
}
