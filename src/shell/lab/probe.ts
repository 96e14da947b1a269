/** The probes of the scenario language on a state: what `Lab` answers, and how a recording writes it down. */
import type { Family } from '../../addr/ip.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import { findHost } from '../../cnm/lookup.js'
import type { Earlier } from '../../dataplane/balance.js'
import { iptablesSave } from '../../dataplane/iptables.js'
import { rulesOf } from '../../dataplane/namespace.js'
import { isRecordType } from '../../dns/query.js'
import type { DockerWorld } from '../../engine/state.js'
import { connect, httpResult, type ConnectReport } from '../../reach/connect.js'
import { dig, type DigReport } from '../../reach/dig.js'
import { ping, pingResult, type PingReport } from '../../reach/ping.js'
import { resolveReport, type NameReport } from '../../reach/published.js'
import { stateOf, type StateReport } from '../../reach/state.js'
import type { RecordedHttp, RecordedPing } from '../recording/recording.js'
import { findPlace, type CannotRun } from './place.js'

/** A question that could not even be asked. */
export interface NotAsked {
  readonly verdict: 'unreachable'
  readonly why: CannotRun
  readonly target: string
  readonly address: null
  readonly conversation: null
}
const notAsked = (why: CannotRun, target: string): NotAsked => ({
  verdict: 'unreachable',
  why,
  target,
  address: null,
  conversation: null,
})

/** One ICMP echo; of a name's addresses the one that programs would take. */
export function pingFrom(
  env: Env,
  state: DockerWorld,
  from: string,
  target: string,
  family?: Family,
): PingReport | NotAsked {
  const place = findPlace(state, from)
  return place.ok ? ping(env, state.cnm, place.value, target, family ?? 'any') : notAsked(place.error, target)
}

/** A TCP connection, and who answered. */
export function httpFrom(
  env: Env,
  state: DockerWorld,
  from: string,
  target: string,
  port: number,
  earlier: Earlier,
): ConnectReport | NotAsked {
  const place = findPlace(state, from)
  return place.ok
    ? connect(env, state.cnm, place.value, target, port, 'tcp', 'any', earlier)
    : notAsked(place.error, target)
}

/** A name looked up as programs do, and all that explains it. */
export function resolveFrom(
  env: Env,
  state: DockerWorld,
  from: string,
  name: string,
  family?: Family,
): NameReport | NotAsked {
  const place = findPlace(state, from)
  return place.ok
    ? resolveReport(env, state.cnm, place.value, name, family ?? 'any')
    : notAsked(place.error, name)
}

const noServer: DigReport = { server: null, rcode: null, answers: [], why: [] }

/** One question to the first nameserver; no answer at all where nothing can be asked: no such place, no such record type. */
export function dnsFrom(env: Env, state: DockerWorld, from: string, name: string, type = 'A'): DigReport {
  const place = findPlace(state, from)
  const wanted = type.toUpperCase()
  return place.ok && isRecordType(wanted) ? dig(env, state.cnm, place.value, name, wanted) : noServer
}

const noState: StateReport = { interfaces: [], routes: [], routes6: [], hosts: [], resolv: [] }

/** Interfaces, routes and name files; all empty where nothing can be asked, as a recording has it. */
export function stateFrom(env: Env, state: DockerWorld, from: string): StateReport {
  const place = findPlace(state, from)
  return place.ok ? stateOf(env, state.cnm, place.value) : noState
}

/** A machine's packet filter, as iptables-save prints it. Empty for a machine without one. */
export function rulesFrom(
  env: Env,
  { cnm }: DockerWorld,
  machine: string,
  family: Family,
): readonly string[] {
  const namespace = findHost(cnm, machine) && dataPlane(env, cnm).namespace(machine)
  const rules = namespace && rulesOf(namespace, family)
  return rules ? iptablesSave(rules, family) : []
}

// every report of a question has its resolution; a question that was not asked has none
const isAsked = <T extends object>(report: T | NotAsked): report is T => 'resolution' in report

/** The members that a recording keeps of it; the conversation is left out. */
export const recordedPing = (report: PingReport | NotAsked): RecordedPing =>
  isAsked<PingReport>(report) ? pingResult(report) : { ok: false, why: report.why }

/** The same for a connection; `answeredBy` is who answered, by hostname. */
export const recordedHttp = (report: ConnectReport | NotAsked): RecordedHttp =>
  isAsked<ConnectReport>(report) ? httpResult(report) : { ok: false, why: report.why }
