/** How a name was found, or why it is not seen from where it was asked. */
import type { ResolutionStep } from '../../dns/step.js'
import type { StubStep } from '../../dns/stub.js'
import type { Bearer, Resolution } from '../resolve.js'

/** Sentences without full stops: none for a literal address, one for a name that was found, else up to two. */
export function namePhrases(resolution: Resolution): readonly string[] {
  const { address, name } = resolution
  if (address !== undefined) {
    const source = sourceOf(resolution)
    return source === undefined ? [] : [`${name} is ${address}: ${source}`]
  }
  return [unknown(resolution), elsewhere(resolution)].filter((phrase) => phrase !== undefined)
}

/** Where the address came from; undefined for a literal one. */
function sourceOf({ why }: Resolution): string | undefined {
  const last = why.findLast((step) => step.step !== 'server-asked' || step.addresses.length > 0)
  if (last === undefined || last.step === 'literal') return undefined
  if (last.step === 'hosts-line') return '/etc/hosts says so'
  if (last.step !== 'server-asked') return undefined
  const found = last.why.findLast((step) => step.step === 'matched')
  if (found) {
    const link = last.why.find((step) => step.step === 'link-followed')
    const shadowed = last.why.find((step) => step.step === 'shadowed')
    const owners = [...new Set(found.records.map((record) => record.endpoint))].join(', ')
    return [
      `the embedded resolver knows it as ${owners} on network ${found.network}`,
      ...(link ? [`by the link ${link.alias} to ${link.target}`] : []),
      ...(shadowed ? [`which comes before network ${shadowed.network}, where it is known too`] : []),
    ].join(', ')
  }
  const upstream = last.why.findLast((step) => step.step === 'upstream-asked')
  return upstream
    ? `no network of the sandbox knows it, and the server ${upstream.server.address} said so`
    : `the server ${last.server} said so`
}

function unknown({ name, asker, family, why }: Resolution): string {
  const of = family === 'any' ? '' : ` (IPv${family})`
  return `${asker.label} finds no address for ${name}${of}: ${reason(why)}`
}

/** Of the last server asked, what it went by. */
function reason(why: readonly StubStep[]): string {
  const last = why.at(-1)
  if (last === undefined) return 'it has nobody to ask'
  switch (last.step) {
    case 'literal':
      return 'it is an address of the other family'
    case 'hosts-line':
      return '/etc/hosts has it without an address'
    case 'unsendable':
      return 'no DNS message can carry that name'
    case 'no-nameserver':
      return 'its resolv.conf names no server'
    case 'server-asked': {
      if (last.why.length === 0)
        return last.rcode === 'TIMEOUT'
          ? `its server ${last.server} does not answer`
          : `its server ${last.server} says ${last.rcode}`
      return ownAccount(last.why)
    }
  }
}

/** The embedded resolver's account of an answer without addresses. */
function ownAccount(steps: readonly ResolutionStep[]): string {
  const other = steps.find((step) => step.step === 'matched')
  if (other) return `network ${other.network} knows it in the other address family only`
  const asked = [...new Set(steps.flatMap((step) => (step.step === 'network-asked' ? [step.network] : [])))]
  const own = asked.length === 0 ? 'it is on no network that knows names' : `it is unknown on ${list(asked)}`
  return `${own}, and ${outside(steps)}`
}

function outside(steps: readonly ResolutionStep[]): string {
  const asked = steps.findLast((step) => step.step === 'upstream-asked')
  if (asked) {
    const { server, rcode } = asked
    return rcode === 'TIMEOUT' || rcode === 'UNREACHABLE'
      ? `the server outside, ${server.address}, does not answer`
      : `the server outside, ${server.address}, says ${rcode}`
  }
  const skipped = steps.some((step) => step.step === 'upstream-skipped' && step.reason === 'internal-only')
  if (skipped) return 'nobody outside is asked, as the sandbox is on internal networks only'
  const ndots = steps.some((step) => step.step === 'not-forwarded' && step.reason === 'ndots-set')
  return ndots
    ? 'a single word is asked of nobody outside, as ndots is set'
    : 'there is no server outside to ask'
}

const list = (networks: readonly string[]): string =>
  networks.length === 1 ? `network ${networks.join('')}` : `networks ${networks.join(', ')}`

/** Where the name would have been found. */
function elsewhere({ name, asker, bearers }: Resolution): string | undefined {
  const near = bearers.find((b) => b.attached) ?? bearers.find((b) => b.named) ?? bearers[0]
  return near && `${name} ${whereabouts(near, asker.embedded)}`
}

function whereabouts({ host, network, attached, named }: Bearer, embedded: boolean): string {
  if (!named)
    return attached
      ? `is on the same network ${network}, but that network has no name resolution`
      : `is on network ${network} of ${host}, which has no name resolution`
  if (attached && embedded) return `is known on network ${network} in another address family`
  return `is known only on network ${network} of ${host}, to which the asker is not attached`
}
