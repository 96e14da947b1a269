/** One recorded step as its observations, folded: what was done, and texts that two runs must have in common. */
import type {
  RecordedDns,
  RecordedHttp,
  RecordedPing,
  RecordedProbe,
  RecordedState,
  RecordedStep,
} from '../recording/recording.js'
import type { IsAmbiguous } from './ambiguity.js'
import { foldRefusal, foldOutput } from './foldOutput.js'
import type { Folder } from './folder.js'
import { foldJson } from './foldJson.js'

/** `did`: what was asked, as one line; two recordings of one scenario have the same. */
export interface FoldedStep {
  readonly did: string
  readonly seen: readonly Observation[]
}

/** `what`: exit, stdout, result, routes, ... */
export interface Observation {
  readonly what: string
  readonly value: string
}

const observation = (what: string, value: string | number): Observation => ({ what, value: String(value) })

/** Steps that only prepare the stage (links, routes, waits) have nothing to see. */
export function foldStep(folder: Folder, step: RecordedStep, isAmbiguous: IsAmbiguous): FoldedStep {
  if ('link' in step || 'route' in step || 'sleep' in step) return { did: JSON.stringify(step), seen: [] }
  if ('probe' in step)
    return {
      did: [step.probe, step.from, ...step.args].join(' '),
      seen: foldProbe(folder, step, isAmbiguous),
    }
  const { host, docker, save, exit, stdout, stderr } = step
  const exitCode = observation('exit', exit)
  // compose's progress lines come in any order
  if (/^compose\b/.test(docker)) return { did: `${host}$ docker ${docker}`, seen: [exitCode] }
  return {
    did: `${host}$ ${save ? `${save}=` : ''}docker ${docker}`,
    seen: [
      exitCode,
      observation('stdout', foldOutput(folder, stdout)),
      observation('stderr', foldOutput(folder, foldRefusal(stderr))),
    ],
  }
}

function foldProbe(folder: Folder, step: RecordedProbe, isAmbiguous: IsAmbiguous): readonly Observation[] {
  switch (step.probe) {
    case 'ping':
    case 'http': {
      const several = isAmbiguous(step.args[0] ?? '')
      return [observation('result', JSON.stringify(foldJson(folder, verdict(step, several))))]
    }
    case 'dns':
      return foldDns(folder, step.result)
    case 'state':
      return foldState(folder, step.result)
    case 'rules':
      return [observation('result', step.result.map((line) => folder.text(line)).join('\n'))]
  }
}

const ONE = '<one of several>'

/** A ping's or http's result without what chance decides. Members in a fixed order, whoever wrote the recording. */
function verdict(step: RecordedProbe & { probe: 'ping' | 'http' }, several: boolean): object {
  const { ok, why, ...rest }: RecordedPing & RecordedHttp = step.result
  const who = several
    ? { address: rest.address && ONE, answeredBy: rest.answeredBy && ONE }
    : { address: rest.address, answeredBy: rest.answeredBy }
  // when ARP gives up depends on who asked first
  const reason = step.probe === 'http' && why === 'host-unreachable' ? 'timeout' : why
  return { ok, ...who, ttl: rest.ttl, why: reason }
}

function foldDns(folder: Folder, { server, rcode, answers }: RecordedDns): readonly Observation[] {
  const key = ({ type, data }: RecordedDns['answers'][number]): string => `${type} ${data}`
  const lines = answers
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ ttl, type, data }) => `${ttl} ${type} ${folder.text(data)}`)
  return [
    observation('server', server ?? '(none)'),
    observation('rcode', rcode ?? '(none)'),
    observation('answers', lines.toSorted().join('\n')),
  ]
}

/** Interfaces and hosts lines come in any order, routes do not. */
function foldState(folder: Folder, state: RecordedState): readonly Observation[] {
  const folded = (lines: readonly string[]): readonly string[] => lines.map((line) => folder.text(line))
  const interfaces = state.interfaces.map(
    ({ name, address }) => `${folder.text(name)} ${folder.text(address)}`,
  )
  return [
    observation('interfaces', interfaces.toSorted().join('\n')),
    observation('routes', folded(state.routes).join('\n')),
    observation('routes6', folded(state.routes6).join('\n')),
    observation('hosts', folded(state.hosts).toSorted().join('\n')),
    observation('resolv', folded(state.resolv).join('\n')),
  ]
}
