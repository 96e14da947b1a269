/** Blockers in sentences: what stopped the packet, and what would have to be otherwise. */
import { addressOf } from '../../addr/cidr.js'
import type { Blockers } from '../blockers.js'
import type { Blocker, Fix } from '../blockers/fix.js'
import { endingPhrase } from './ending.js'
import { namePhrases } from './name.js'

/** One sentence a blocker, in their order; of a name that is not found, why it is not. */
export const blockerLines = ({ blockers, resolution }: Blockers): readonly string[] =>
  blockers.map((blocker) => {
    const [why = ''] = blocker.ending ? [stopped(blocker)] : namePhrases(resolution)
    return `${why}: ${fixPhrase(blocker.fix, blocker.label)}.`
  })

/** How the packet ended, with the name that the report goes by; empty where there was no packet. */
function stopped({ ending, packet, way, label }: Blocker): string {
  if (!ending || !packet) return ''
  // an address that two have: whoever is first gets the packet, and the answer may find the other one
  if (ending.kind === 'accepted') return `the answer went to ${label} instead`
  const phrase = endingPhrase(ending, packet, (id) => (id === ending.at ? label : id))
  return way === 'answer' ? `on the way back, ${phrase}` : phrase
}

/** A clause without a full stop: `that rule would have to go`. */
function fixPhrase(fix: Fix, label: string): string {
  switch (fix.kind) {
    case 'no-rule':
      return 'that rule would have to go'
    case 'accept-policy':
      return `the policy of ${fix.table} ${fix.chain} would have to be ACCEPT`
    case 'route': {
      const { to, via, device } = fix.route
      return `${label} would need a route to ${to}${via === null ? '' : ` by way of ${via}`} on ${device}`
    }
    case 'attach': {
      const { cause, segment, addresses } = fix.device
      const where =
        cause.network === undefined ? `on ${segment ?? 'a segment'}` : `on network ${cause.network}`
      return `${label} would have to be ${where} as well, for example as ${addresses.map(addressOf).join(', ')}`
    }
    case 'listen':
      return `a program would have to listen on ${fix.listener.protocol} port ${fix.listener.port}`
    case 'thaw':
      return 'it would have to be resumed'
    case 'plug':
      return `${fix.device} would have to be up and plugged in`
    case 'forward':
      return `${label} would have to forward packets`
    case 'carry':
      return 'frames would have to pass between the two'
    case 'machine':
      return `a machine would have to have ${fix.device.addresses.map(addressOf).join(' and ')} there`
    case 'yield':
      return `it would have to give up its ${fix.address}, which somebody else has as well`
    case 'name':
      return `${label} would have to find it, as ${fix.address}`
  }
}
