/** Who reaches whom: every pair of places by address, as plain rows for a table. */
import type { Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import type { World } from '../cnm/world.js'
import { converse } from '../dataplane/conversation.js'
import type { Outcome } from '../dataplane/conversation.js'
import type { Protocol } from '../dataplane/packet.js'
import { askerOf } from './asker.js'
import type { NamespaceRef } from './asker.js'

export interface Place {
  readonly label: string
  readonly namespace: NamespaceRef
  readonly addresses: readonly Ip[]
}

/** One pair and one address; the verdict is `ok` or what the asker is told. */
export interface MatrixRow {
  readonly from: string
  readonly to: string
  readonly address: Ip
  readonly ping: MatrixVerdict
  /** In the order of the ports asked for. */
  readonly ports: readonly { readonly port: number; readonly verdict: MatrixVerdict }[]
}
export type MatrixVerdict = 'ok' | Exclude<Outcome['kind'], 'answered'>

/** Rows ordered by who asks, then by who is asked. Keeps no traces; (1 + ports) conversations a row. */
export function matrix(
  env: Env,
  world: World,
  places: readonly Place[],
  ports: readonly number[] = [],
): readonly MatrixRow[] {
  const plane = dataPlane(env, world)
  return places.flatMap((from) => {
    const { namespace } = askerOf(world, from.namespace)
    const verdict = (to: Ip, protocol: Protocol, port: number): MatrixVerdict => {
      const { kind } = converse(plane, { from: namespace, to, protocol, port }, false).outcome
      return kind === 'answered' ? 'ok' : kind
    }
    return places
      .filter((to) => to !== from)
      .flatMap((to) =>
        to.addresses.map((address) => ({
          from: from.label,
          to: to.label,
          address,
          ping: verdict(address, 'icmp', 0),
          ports: ports.map((port) => ({ port, verdict: verdict(address, 'tcp', port) })),
        })),
      )
  })
}
