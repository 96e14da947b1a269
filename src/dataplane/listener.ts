/** Which process gets a packet that was delivered. Not modelled: SO_REUSEPORT, sockets bound to a device. */
import { familyOf } from '../addr/ip.js'
import type { Listener, Namespace } from './namespace.js'
import type { Packet } from './packet.js'

/** One bound to the very address before one bound to all; undefined: nobody listens on the port. O(listeners). */
export function listenerFor(namespace: Namespace, { protocol, dst, dstPort }: Packet): Listener | undefined {
  const all = namespace.listeners.filter((l) => l.protocol === protocol && l.port === dstPort)
  return (
    all.find((l) => l.address === dst) ??
    all.find((l) => l.address === null && (l.family === null || l.family === familyOf(dst)))
  )
}
