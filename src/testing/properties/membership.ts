/** Who is on which network, as sets of numbers: the second opinion of model runs, which knows no packet, address or rule. */

/** What a network's number says of it, so that a run need not draw it; every fourth is plain. None of it joins two networks. */
export const isUnprotected = (network: number): boolean => network % 4 === 1
export const isInternal = (network: number): boolean => network % 4 === 3
export const hasIcc = (network: number): boolean => network % 4 !== 2

export class Membership {
  readonly networks: Set<number>
  /** Of each sandbox the networks where it has an endpoint, and whether that has joined. */
  readonly sandboxes: Map<number, Map<number, boolean>>

  /** With so many networks and sandboxes from the start, the sandboxes dealt out to the networks. */
  constructor(networks: number, sandboxes: number) {
    this.networks = new Set(Array(networks).keys())
    this.sandboxes = new Map(
      Array.from({ length: sandboxes }, (_, number) => [number, new Map([[number % networks, true]])]),
    )
  }

  isUsed(network: number): boolean {
    for (const on of this.sandboxes.values()) if (on.has(network)) return true
    return false
  }

  /** Does an echo get from one sandbox to another's endpoint on a network, and back? */
  reaches(from: number, to: number, network: number): boolean {
    if (this.sandboxes.get(to)?.get(network) !== true) return false
    return from === to || (hasIcc(network) && this.sandboxes.get(from)?.get(network) === true)
  }
}
