/** The ports of the routing mesh as `docker service ls` shows them: neighbours as one range (docker/cli service/formatter.go Ports). */
import type { ServicePort } from '../../engine/service/state.js'

/** Neighbours on both sides: so many published ports lead to as many target ports, or all to one. */
interface Range {
  readonly protocol: string
  readonly published: readonly [first: number, last: number]
  readonly target: readonly [first: number, last: number]
}

/** `*:30000-30001->80-81/tcp, *:53->53/udp`. Ports of mode host are shown by the tasks that have them, not here. */
export function servicePorts(ports: readonly ServicePort[]): string {
  const ranges: Range[] = []
  const sorted = ports.toSorted((a, b) =>
    a.protocol === b.protocol ? a.publishedPort - b.publishedPort : a.protocol < b.protocol ? -1 : 1,
  )
  for (const port of sorted) {
    if (port.publishMode !== 'ingress') continue
    const last = ranges.at(-1)
    if (last && continues(last, port)) {
      ranges[ranges.length - 1] = {
        ...last,
        published: [last.published[0], port.publishedPort],
        target: [last.target[0], port.targetPort],
      }
    } else {
      ranges.push({
        protocol: port.protocol,
        published: [port.publishedPort, port.publishedPort],
        target: [port.targetPort, port.targetPort],
      })
    }
  }
  return ranges
    .map(({ published, target, protocol }) => `*:${span(published)}->${span(target)}/${protocol}`)
    .join(', ')
}

/**
 * Is it the next of the range on both sides, or another published port of the same target? The client subtracts unsigned
 * numbers, so a lower target port never continues a range.
 */
function continues({ protocol, published, target }: Range, port: ServicePort): boolean {
  const step = port.targetPort - target[1]
  const overlaps = target[0] !== target[1] && port.targetPort <= target[1]
  return (
    port.protocol === protocol &&
    port.publishedPort - published[1] <= 1 &&
    step >= 0 &&
    step <= 1 &&
    !overlaps
  )
}

const span = ([first, last]: readonly [number, number]): string =>
  last > first ? `${first}-${last}` : String(first)
