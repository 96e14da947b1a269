/** Published ports as a drawing tells them: who may come in, and by which ports of the host. */
import { isLoopback, isUnspecified, type Ip } from '../addr/ip.js'
import type { PortBinding } from '../drivers/api.js'
import { foldPorts } from './fold.js'

/** One way in to a stack's ports. It says what is published, not whether anybody answers there. */
export interface Exposure {
  /** `anyone` who reaches the host; `host`: only the host itself, by a loopback address; `route`: whoever routes there. */
  readonly to: 'anyone' | 'host' | 'route'
  /** `*:8080 → 80/tcp`; `*` is every address of both families. */
  readonly text: string
}

/**
 * In the order of the container's ports, then of the host's. Bindings that differ in the host's port only are told
 * as one: replicas that publish on a range are one line. O(bindings log bindings).
 */
export function exposuresOf(bindings: readonly PortBinding[]): readonly Exposure[] {
  const byInner = new Map<string, PortBinding[]>()
  for (const binding of bindings.toSorted(compare)) {
    const inner = `${binding.containerPort}/${binding.protocol}`
    byInner.set(inner, [...(byInner.get(inner) ?? []), binding])
  }
  return [...byInner].flatMap(([inner, all]) => exposuresOfPort(inner, all))
}

const compare = (a: PortBinding, b: PortBinding): number =>
  a.containerPort - b.containerPort ||
  Number(a.protocol > b.protocol) - Number(a.protocol < b.protocol) ||
  a.hostPort - b.hostPort

// `-p 8080:80` is two bindings, one a family. They are `*` only where both have the same ports: with IPv6 switched
// off, or bound otherwise, each address is told.
function exposuresOfPort(inner: string, bindings: readonly PortBinding[]): readonly Exposure[] {
  const ports = new Map<Ip, number[]>()
  for (const { hostIp, hostPort } of bindings)
    if (hostPort !== 0) ports.set(hostIp, [...(ports.get(hostIp) ?? []), hostPort])
  const any = [...ports.keys()].filter(isUnspecified).map((address) => foldPorts(ports.get(address) ?? []))
  const both = any.length === 2 && any[0] === any[1]
  const told = [...ports].map(([address, list]): Exposure => {
    const who = both && isUnspecified(address) ? '*' : address.includes(':') ? `[${address}]` : address
    return {
      to: isLoopback(address) ? 'host' : 'anyone',
      text: `${who}:${foldPorts(list)} → ${inner}`,
    }
  })
  // a binding without a host port: gateway mode `routed`, where the host forwards to the container's own address
  const routed = bindings.some(({ hostPort }) => hostPort === 0)
  return [
    ...told.filter(({ text }, i) => told.findIndex((other) => other.text === text) === i),
    ...(routed ? [{ to: 'route' as const, text: `by route → ${inner}` }] : []),
  ]
}
