/** `expect(from(lab, 'web')).toHaveGateway('front')`: by network, or by address. Not modelled: several default routes. */
import { parseIp } from '../../addr/ip.js'
import { gatewaysOf } from '../../cnm/gateway.js'
import { findSandbox, joinedBy, networkOf } from '../../cnm/lookup.js'
import { outcome, seatOf, type Context, type Outcome, type Seat } from './matcher.js'

/** The way by which it leaves: the address of its default gateway (IPv4 or IPv6), or the network that it is on. */
export function toHaveGateway(this: Context, received: unknown, wanted: string): Outcome {
  const seat = seatOf(received, 'toHaveGateway')
  const address = parseIp(wanted) ?? wanted
  const all = seat.parties().map(({ ref, label }) => {
    const ways = gatewaysFrom(seat.situation, ref)
    return { label, ways, good: ways.some((w) => w.network === wanted || w.address === address) }
  })
  const is = this.isNot ? all.some(({ good }) => good) : all.every(({ good }) => good)
  return outcome(this, is, () =>
    all
      .filter(({ good }) => good === (this.isNot === true))
      .map(
        ({ label, ways }) =>
          `${label} ${ways.length === 0 ? 'has no gateway' : `leaves by ${ways.map((w) => `${w.address ?? 'a route without a gateway'} of network ${w.network}`).join(' and ')}`}`,
      )
      .join('\n'),
  )
}

/** One way a family; both may be of one network. A sandbox on internal networks only has none. */
function gatewaysFrom({ world: { cnm } }: Seat['situation'], ref: string) {
  const sandbox = findSandbox(cnm, ref)
  if (sandbox === undefined) return []
  const { ipv4, ipv6 } = gatewaysOf(cnm, joinedBy(cnm, sandbox))
  return [
    ...(ipv4
      ? [{ network: networkOf(cnm, ipv4.network).name, address: ipv4.joinInfo?.gateway4 ?? null }]
      : []),
    ...(ipv6
      ? [{ network: networkOf(cnm, ipv6.network).name, address: ipv6.joinInfo?.gateway6 ?? null }]
      : []),
  ]
}
