/** A look-up step by step, a line each: what published which names, who was asked in which order, and what each one said. */
import type { NameRecord } from '../../dns/names.js'
import type { ResolutionStep } from '../../dns/step.js'
import type { StubStep } from '../../dns/stub.js'
import type { NameReport, Published } from '../published.js'

/** Lines without newlines; indented ones belong to the line above. O(names published + steps). */
export const nameLines = ({
  asker,
  published,
  why,
  address,
  addresses,
  bearers,
}: NameReport): readonly string[] => [
  ...published.map((each) => publishedLine(each, asker.embedded)),
  ...why.flatMap(stubLines),
  ...bearers.map(
    ({ host, network, endpoint, attached, named }) =>
      `endpoint ${endpoint} on network ${network} of ${host}: ${[
        attached ? 'the asker is on it too' : 'the asker is not on it',
        named ? 'the name is published there' : 'the name is not published there',
      ].join(', ')}`,
  ),
  address === undefined ? 'no address' : `address ${addresses.join(', ')}`,
]

/** What a network tells all its resolvers; a sandbox without one has no use for it (the default bridge, hosts). */
const publishedLine = ({ network, names }: Published, embedded: boolean): string => {
  const list = names.map((record) => `${record.name} (${record.kind} of ${record.endpoint})`).join(', ')
  const what = list === '' ? 'no names' : list
  return `network ${network} publishes ${what}${embedded || list === '' ? '' : ', which the asker has no resolver for'}`
}

/** A step of the libc's; what a server said of itself stands indented below the line about asking it. */
function stubLines(step: StubStep): readonly string[] {
  switch (step.step) {
    case 'literal':
      return [`${step.address} is an address itself`]
    case 'hosts-line':
      return [`/etc/hosts: ${step.line.address} ${step.line.names.join(' ')}`]
    case 'unsendable':
      return [`${step.name} fits no DNS message`]
    case 'no-nameserver':
      return ['resolv.conf names no server']
    case 'server-asked': {
      const { server, query, rcode, addresses } = step
      return [
        `${server} is asked for ${query.type} ${query.name}: ${[rcode, ...addresses].join(' ')}`,
        ...step.why.map((each) => `  ${stepLine(each)}`),
      ]
    }
  }
}

/** Who has the name, each with its addresses: several, when tasks or aliases share one. */
const owners = (records: readonly NameRecord[]): string =>
  records.map(({ endpoint, addresses }) => `${endpoint} ${addresses.join(' ')}`.trim()).join(', ')

/** A step of the embedded resolver's. Each is one fact that it went by, in its order (moby libnetwork/resolver.go). */
function stepLine(step: ResolutionStep): string {
  switch (step.step) {
    case 'network-asked': {
      const found = {
        addresses: 'known',
        'other-family': 'known in the other family only',
        nothing: 'unknown',
      }
      return `network ${step.network} is asked for ${step.name}: ${found[step.found]}`
    }
    case 'link-followed':
      return `on network ${step.network}, the link ${step.alias} leads to ${step.target}`
    case 'link-hides':
      return `network ${step.network} is not asked for ${step.name}, which is a link there`
    case 'matched':
      return `network ${step.network} answers with ${owners(step.records)}`
    case 'shadowed':
      return `network ${step.network} knows ${step.name} too (${owners(step.records)}), and is shadowed`
    case 'pointed':
      return `network ${step.network} calls ${step.address} ${step.name}`
    case 'unsendable':
      return `${step.name} fits no DNS message`
    case 'never-local':
      return `the resolver answers no ${step.type} itself`
    case 'not-reverse':
      return `${step.name} is no reversed address`
    case 'not-forwarded':
      return step.reason === 'ndots-set'
        ? 'a single word goes to nobody outside, as ndots is set'
        : 'there is no server outside'
    case 'upstream-skipped':
      return step.reason === 'internal-only'
        ? `${step.server.address} is not asked, as the sandbox has no network that leads out`
        : `${step.server.address} is the resolver itself`
    case 'upstream-asked':
      return `forwarded to ${step.server.address} from the ${step.server.from}: ${step.rcode}${step.final ? '' : ', so the next one is asked'}`
    case 'elsewhere':
      return `network ${step.network}, which the asker is not on, knows it (${owners([step.record])})`
  }
}
