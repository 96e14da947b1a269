/**
 * An outside DNS server as data: the names it knows, and what it says about all others.
 *
 * It behaves as dnsmasq does with `--address=/NAME/ADDRESS` for each record and `--local=//`, and no server of its own
 * to ask: the set-up that the recordings were made with. Not modelled: delegation, recursion, CNAME chains.
 */
import { withoutTrailingDot, type Answer, type Query, type Rcode, type Reply } from './query.js'

/** One record. `subdomains` says that every name below has it too, as dnsmasq's --address does. */
export interface ZoneRecord {
  readonly name: string
  readonly type: 'A' | 'AAAA'
  readonly data: string
  readonly subdomains: boolean
}

/** A whole server: what it knows, and its two ways of not knowing. */
export interface Zone {
  readonly records: readonly ZoneRecord[]
  /** The reply for an unknown name without a dot, whatever the type. */
  readonly singleLabels: Rcode
  /** The reply for every other question, also for a known name with a type that it has no record of. */
  readonly others: Rcode
}

/** The server at 192.0.2.1 on the LAN that the recordings were made on. */
export const labZone: Zone = {
  records: [
    { name: 'google.com', type: 'A', data: '198.51.100.7', subdomains: true },
    { name: 'google.com', type: 'AAAA', data: '2001:db8:ffff::7', subdomains: true },
    { name: 'peer.lan', type: 'A', data: '192.0.2.50', subdomains: true },
  ],
  singleLabels: 'NXDOMAIN',
  others: 'REFUSED',
}

/** What the server says. Linear in the zone's records. */
export function answerZone(zone: Zone, query: Query): Reply {
  const name = withoutTrailingDot(query.name).toLowerCase()
  const known = zone.records.filter((record) => covers(record, name))
  const answers = known.filter(({ type }) => type === typeGiven(query, known)).map(answerOf)
  if (answers.length > 0) return { rcode: 'NOERROR', answers }
  const rcode = name !== '' && !name.includes('.') && known.length === 0 ? zone.singleLabels : zone.others
  return { rcode, answers: [] }
}

/** Names of records are compared in any case, as DNS does; Docker's own names are too (`names.ts`). */
function covers(record: ZoneRecord, name: string): boolean {
  const own = record.name.toLowerCase()
  return name === own || (record.subdomains && name.endsWith(`.${own}`))
}

// dnsmasq answers ANY with the records of one family only, IPv6 where there is one.
const typeGiven = ({ type }: Query, known: readonly ZoneRecord[]): string =>
  type !== 'ANY' ? type : known.some((record) => record.type === 'AAAA') ? 'AAAA' : 'A'

const answerOf = ({ type, data }: ZoneRecord): Answer => ({ ttl: 0, type, data })
