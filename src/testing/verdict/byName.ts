/**
 * A target that no selector means: an address, or a name that is looked up as programs do. All addresses of a name are
 * tried, since a real engine gives them in any order.
 */
import { familyOf, parseIp, type Ip } from '../../addr/ip.js'
import type { Container } from '../../engine/state.js'
import { connect } from '../../reach/connect.js'
import { explain, explainTrace } from '../../reach/explain.js'
import { ping } from '../../reach/ping.js'
import type { Report } from '../../reach/report.js'
import { resolve } from '../../reach/resolve.js'
import { portText, type Port } from '../rules/port.js'
import type { Situation } from '../subject.js'
import { distinct, everywhere, type Assumption } from './assumption.js'
import { attempt, type Witness } from './attempt.js'
import { containersIn, machineParty, machinesIn, type Party } from './party.js'
import type { Reachability } from './row.js'

/** A conversation for each address. A name that nobody bears proves nothing; nor does an address that nobody has. */
export function askedByName(
  situation: Situation,
  from: Party,
  target: string,
  port: Port | null,
): Reachability {
  const first = ask(situation, from, target, port)
  // between families the order of addresses is no chance (RFC 6724); within one it is
  const addresses = first.resolution.addresses.filter(
    (a) => first.address && familyOf(a) === familyOf(first.address),
  )
  const reports = addresses.length < 2 ? [first] : addresses.map((a) => ask(situation, from, a, port))
  const reached = reports.filter(isReached)
  const row = {
    from: from.label,
    to: target,
    port,
    witnesses: reports.map((report) => witness(from, target, port, report)),
    assumptions: distinct([...everywhere, ...aboutName(situation, target, addresses)]),
  }
  const on = port === null ? '' : ` on ${portText(port)}`
  const does = `${from.label} reaches ${target}${on}`
  const doesNot = `${from.label} does not reach ${target}${on}`
  if (reached.length > 0 && reached.length < reports.length)
    return {
      ...row,
      verdict: 'ambiguous',
      controlled: true,
      says: `${does} at ${listed(reached)}, but not at ${listed(reports.filter((r) => !isReached(r)))}, and which of them answers is left to chance.`,
    }
  const chosen = pickedBy(situation, addresses, port)
  if (reached.length > 0)
    return chosen === null
      ? { ...row, verdict: 'reachable', controlled: true, says: `${does}.` }
      : {
          ...row,
          verdict: 'ambiguous',
          controlled: true,
          says: `${does} now: the engine picked that port for ${chosen}, and may pick another one at its next start.`,
        }
  const unknown = notModelled(situation, target, first)
  if (unknown !== null)
    return { ...row, verdict: 'undetermined', controlled: false, says: `${doesNot} here: ${unknown}.` }
  // a name that the asker does not find may be one that its host does: then it is somebody's
  const known =
    addresses.length > 0
      ? addresses
      : resolve(situation.env, situation.world.cnm, from.host.id, target).addresses
  const owners = known.flatMap((address) => ownersOf(situation, address))
  return {
    ...row,
    verdict: 'unreachable',
    controlled: owners.length > 0 && known.every((address) => answersThere(situation, from, address, port)),
    says:
      owners.length > 0
        ? `${doesNot}.`
        : `${doesNot}. Nobody is called '${target}' in this world${parseIp(target) ? '' : ', and no container resolves to it here'}.`,
  }
}

/** By its address, too, it is stopped on its way, and not for want of somebody who listens. */
const answersThere = (situation: Situation, from: Party, address: Ip, port: Port | null): boolean =>
  ownersOf(situation, address).some(
    (owner) =>
      attempt(situation, from, owner, { address, port, inner: port, published: false, picked: false }).end ===
      'blocked',
  )

/** One conversation with its trace, by whatever the target is called. */
const ask = (
  { env, world: { cnm } }: Situation,
  { ref }: Party,
  target: string,
  port: Port | null,
): Report =>
  port === null ? ping(env, cnm, ref, target) : connect(env, cnm, ref, target, port.port, port.protocol)

/** An answer came back. */
const isReached = ({ verdict }: Report): boolean => verdict === 'reachable'
/** The addresses that were used, for a sentence. */
const listed = (reports: readonly Report[]): string =>
  reports.flatMap(({ address }) => address ?? []).join(', ')

/** A report as a witness. There is no positive control here: who it is that should answer, is not known beforehand. */
const witness = (from: Party, target: string, port: Port | null, report: Report): Witness => ({
  from: from.label,
  to: target,
  by: `${report.address ?? target}${port === null ? ' (ping)' : ` port ${portText(port)}`}`,
  end: isReached(report) ? 'reached' : 'untested',
  report,
  explanation: explain(report),
  trace: report.conversation ? explainTrace(report.conversation) : [],
  // a name or an address is nobody whom a file makes
  places: [],
})

/** What a verdict about a name or address rests on: that the name goes on standing for the same ones. */
function aboutName(situation: Situation, target: string, addresses: readonly Ip[]): readonly Assumption[] {
  if (addresses.length > 1) return [{ code: 'back-ends', name: target, addresses }]
  const literal = parseIp(target)
  if (literal === undefined) return []
  return ownersOf(situation, literal)
    .filter(({ container }) => container !== null && !isFixed(container, literal))
    .map(({ label }) => ({ code: 'given-address', place: label, address: literal }))
}

/** Did the user give the container that address? */
const isFixed = ({ attachments }: Container, address: Ip): boolean =>
  attachments.some(({ settings: { ipam } }) => [ipam?.ipv4, ipam?.ipv6].includes(address))

/** Whose port it is, when the engine picked it from a range or from the ephemeral ones. */
function pickedBy(situation: Situation, addresses: readonly Ip[], port: Port | null): string | null {
  if (port === null) return null
  const party = containersIn(situation).find(({ doors }) =>
    doors.some((d) => d.picked && d.port?.port === port.port && addresses.includes(d.address)),
  )
  return party?.label ?? null
}

/** What was met that the world does not know: the world behind a router, the names that are known there. */
function notModelled(
  situation: Situation,
  target: string,
  { address, conversation, resolution }: Report,
): string | null {
  if (address === null) {
    const silent = resolution.asked.find(({ outcome }) => outcome.kind === 'answered')
    return silent !== undefined && target.includes('.')
      ? `${target} is asked of ${silent.question.to}, and what names are known outside is not modelled`
      : null
  }
  const ending = conversation?.request.ending
  const machine = machinesIn(situation).find(({ id }) => id === ending?.at)
  return ending?.kind === 'no-route' && machine?.hasEngine === false
    ? `what lies behind ${machine.id} is not modelled, and ${address} is no address of this world`
    : null
}

const ownersOf = (situation: Situation, address: Ip): readonly Party[] =>
  [...containersIn(situation), ...machinesIn(situation).map((host) => machineParty(situation, host))].filter(
    ({ addresses }) => addresses.includes(address),
  )
