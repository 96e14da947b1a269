/** The beginning of what busybox says when a connection fails: it shows the address only where it is IPv4 (libbb/xconnect.c). */
import type { Ip } from '../../addr/ip.js'

export const cannotConnect = (address: Ip | null): string =>
  `can't connect to remote host${address === null || address.includes(':') ? '' : ` (${address})`}`
