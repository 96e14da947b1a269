/** How a name was found, or why it is not seen from where it was asked. */
import type { Ip } from '../../addr/ip.js'
import type { ResolutionStep } from '../../dns/step.js'
import type { Bearer, Resolution } from '../resolve.js'
import { endingPhrase } from './ending.js'
import { labelsOf } from './labels.js'

/** Sentences without full stops: none for a literal address, one for a name that was found, else up to two. */
export function namePhrases(resolution: Resolution): readonly string[] {
  const { address, name, asker, family } = resolution
  if (address !== undefined) {
    const source = sourceOf(resolution)
    return source === undefined ? [] : [`${name} is ${address}: ${source}`]
  }
  const of = family === 'any' ? '' : ` (IPv${family})`
  const elsewhere = elsewhereOf(resolution)
  return [
    `${asker.label} finds no address for ${name}${of}: ${reason(resolution)}`,
    ...(elsewhere === undefined ? [] : [elsewhere]),
  ]
}

/** Where the address came from; undefined for a literal one. */
function sourceOf({ why }: Resolution): string | undefined {
  // servers that knew nothing decided nothing
  const last = why.findLast((step) => step.step !== 'server-asked' || step.addresses.length > 0)
  if (last?.step === 'hosts-line') return '/etc/hosts says so'
  if (last?.step !== 'server-asked') return undefined
  const upstream = last.why.findLast((step) => step.step === 'upstream-asked')
  return (
    ownAnswer(last.why) ??
    (upstream
      ? `no network of the sandbox knows it, and the server outside, ${upstream.server.address}, does`
      : `its server ${last.server} says so`)
  )
}

/** What the embedded resolver answered from its networks. */
function ownAnswer(steps: readonly ResolutionStep[]): string | undefined {
  const found = steps.findLast((step) => step.step === 'matched')
  if (!found) return undefined
  const link = steps.find((step) => step.step === 'link-followed')
  const shadowed = steps.find((step) => step.step === 'shadowed')
  const owners = [...new Set(found.records.map((record) => record.endpoint))].join(', ')
  return [
    `the embedded resolver knows it as ${owners} on network ${found.network}`,
    ...(link ? [`by the link ${link.alias} to ${link.target}`] : []),
    ...(shadowed ? [`which comes before network ${shadowed.network}, where it is known too`] : []),
  ].join(', ')
}

/** Of the last server asked, what it went by. */
function reason(resolution: Resolution): string {
  const last = resolution.why.at(-1)
  switch (last?.step) {
    case undefined:
      return 'it has nobody to ask'
    case 'literal':
      return 'it is an address of the other family'
    case 'hosts-line':
      return '/etc/hosts has it without an address'
    case 'unsendable':
      return 'no DNS message can carry that name'
    case 'no-nameserver':
      return 'its resolv.conf names no server'
    case 'server-asked': {
      if (resolution.asker.embedded && last.why.length > 0) return ownAccount(resolution, last.why)
      return `its server ${last.server} ${says(resolution, last.server, last.rcode)}`
    }
  }
}

/** The embedded resolver's account of an answer without addresses. */
function ownAccount(resolution: Resolution, steps: readonly ResolutionStep[]): string {
  const other = steps.find((step) => step.step === 'matched')
  if (other) return `network ${other.network} knows it in the other address family only`
  const asked = [...new Set(steps.flatMap((step) => (step.step === 'network-asked' ? [step.network] : [])))]
  const own =
    asked.length === 0
      ? 'the sandbox is on no network'
      : `it is unknown on network${asked.length === 1 ? '' : 's'} ${asked.join(', ')}`
  return `${own}, and ${outside(resolution, steps)}`
}

function outside(resolution: Resolution, steps: readonly ResolutionStep[]): string {
  const asked = steps.findLast((step) => step.step === 'upstream-asked')
  if (asked) {
    const { server, rcode } = asked
    return `the server outside, ${server.address}, ${says(resolution, server.address, rcode)}`
  }
  const skipped = steps.some((step) => step.step === 'upstream-skipped' && step.reason === 'internal-only')
  if (skipped) return 'nobody outside is asked, as the sandbox has no network that leads out'
  const ndots = steps.some((step) => step.step === 'not-forwarded' && step.reason === 'ndots-set')
  return ndots
    ? 'a single word is asked of nobody outside, as ndots is set'
    : 'there is no server outside to ask'
}

/** What a server replied, or why no reply came: the walk to it knows. */
function says({ asked }: Resolution, server: Ip, rcode: string): string {
  if (rcode !== 'TIMEOUT' && rcode !== 'UNREACHABLE') return `says ${rcode}`
  const walk = asked.findLast((conversation) => conversation.question.to === server)
  if (!walk || walk.ending.kind === 'accepted') return 'does not answer'
  return `does not answer (${endingPhrase(walk.ending, walk.request.packet, labelsOf(walk))})`
}

/** Where the name would have been found. */
function elsewhereOf({ name, asker, bearers }: Resolution): string | undefined {
  const near = bearers.find((b) => b.attached) ?? bearers.find((b) => b.named) ?? bearers[0]
  if (!near) return undefined
  const where = whereabouts(near, asker.embedded)
  return where === undefined ? undefined : `${name} ${where}`
}

function whereabouts({ host, network, attached, named }: Bearer, embedded: boolean): string | undefined {
  if (attached && named) return embedded ? undefined : 'is known to embedded resolvers only'
  if (attached) return `is on the same network ${network}, but that network has no name resolution`
  return named
    ? `is known on network ${network} of ${host} only, to which the asker is not attached`
    : `is on network ${network} of ${host}, which has no name resolution`
}
