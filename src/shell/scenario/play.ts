/** Plays a scenario on a laboratory and tells what was observed, step by step, in the shape of a recording. */
import type { Lab } from '../lab/lab.js'
import { recordedHttp, recordedPing } from '../lab/probe.js'
import { runningPlaces } from '../lab/runningPlaces.js'
import type { RecordedProbe, RecordedStep } from '../recording/recording.js'
import type { ConnectReport } from '../../reach/connect.js'
import type { PingReport } from '../../reach/ping.js'
import type { NotAsked } from '../lab/probe.js'
import type { ScenarioStep } from './step.js'

/** What one step did. */
export interface Played {
  /** The step, with what `${T}` stood for put in. A matrix is the probes that it stands for. */
  readonly step: ScenarioStep
  /** Null for a step that recordings leave out (sleep). */
  readonly recorded: RecordedStep | null
  /** Of a ping or http probe, all that led to the result. */
  readonly report: PingReport | ConnectReport | NotAsked | null
  /** Why a link or route step changed nothing. */
  readonly problem: string | null
}

/** Lazily, so that each step can be shown before the next is played. The laboratory changes with each. */
export function* play(
  lab: Lab,
  steps: readonly ScenarioStep[],
  impliedWaits = false,
): Generator<Played, void> {
  // user-given names: a Map
  const saved = new Map<string, string>()
  const expand = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (_, name: string) => saved.get(name) ?? '')
  for (const step of steps) {
    if (step.kind === 'matrix') {
      for (const probe of matrixProbes(lab, step.ports.map(expand))) yield playProbe(lab, probe, expand)
      continue
    }
    if (step.kind !== 'docker') {
      yield playStep(lab, step, expand)
      if (impliedWaits && step.kind === 'link') lab.converge('starts')
      continue
    }
    const { host, command, save } = step
    // whoever recorded it waited before and after every command: see Scenario.impliedWaits
    if (impliedWaits) lab.converge('everything')
    const printed = lab.docker(host, expand(command))
    if (impliedWaits) lab.converge('starts')
    if (save !== null) saved.set(save, printed.stdout.trim())
    yield {
      step: { ...step, command: expand(command) },
      // recorded as it was written: what ${T} stood for differs from run to run
      recorded: { host, docker: command, ...(save === null ? {} : { save }), ...printed },
      report: null,
      problem: null,
    }
  }
}

type Probe = Extract<ScenarioStep, { readonly kind: 'probe' }>
type Expand = (text: string) => string

function playStep(
  lab: Lab,
  step: Exclude<ScenarioStep, { readonly kind: 'docker' | 'matrix' }>,
  expand: Expand,
): Played {
  const nothing = { report: null, problem: null }
  switch (step.kind) {
    case 'probe':
      return playProbe(lab, step, expand)
    case 'link': {
      const problem = lab.link(expand(step.machine), step.to === 'up')
      return { ...nothing, step, recorded: { link: step.machine, to: step.to }, problem }
    }
    case 'route': {
      const { machine, to, via } = step
      const problem = lab.route(expand(machine), expand(to), expand(via))
      return { ...nothing, step, recorded: { route: machine, to, via }, problem }
    }
    case 'sleep':
      lab.sleep(step.seconds)
      return { ...nothing, step, recorded: null }
  }
}

function playProbe(lab: Lab, step: Probe, expand: Expand): Played {
  const from = expand(step.from)
  const args = step.args.map(expand)
  // to record it, a real client would exec in the container, and for that inspect it first
  const [host = '', container] = from.split('/')
  if (container !== undefined) lab.docker(host, `inspect -f ok ${container}`)
  const { report, recorded } = ask(lab, step, from, args)
  return { step: { ...step, from, args }, recorded, report, problem: null }
}

/** The recorded arguments are those that were written, not what they stood for. */
function ask(
  lab: Lab,
  { probe, from: asFrom, args: asArgs }: Probe,
  from: string,
  [target = '', second]: readonly string[],
): { readonly report: Played['report']; readonly recorded: RecordedProbe } {
  const asked = { from: asFrom, args: asArgs }
  switch (probe) {
    case 'ping': {
      const report = lab.ping(from, target, second === '6' || target.includes(':') ? 6 : undefined)
      return { report, recorded: { probe, ...asked, result: recordedPing(report) } }
    }
    case 'http': {
      const report = lab.http(from, target, Number(second))
      return { report, recorded: { probe, ...asked, result: recordedHttp(report) } }
    }
    case 'dns': {
      const { server, rcode, answers } = lab.dns(from, target, second)
      return { report: null, recorded: { probe, ...asked, result: { server, rcode, answers } } }
    }
    case 'state':
      return { report: null, recorded: { probe, ...asked, result: lab.state(from) } }
    case 'rules': {
      const result = lab.rules(from, target === '6' ? 6 : 4)
      return { report: null, recorded: { probe, ...asked, result } }
    }
  }
}

/** By name and by each address, and to each port of each address, from every running container to every other. */
export function matrixProbes(lab: Lab, ports: readonly string[]): readonly Probe[] {
  const places = runningPlaces(lab.world)
  const probe = (kind: 'ping' | 'http', from: string, ...args: readonly string[]): Probe => ({
    kind: 'probe',
    probe: kind,
    from,
    args,
  })
  return places.flatMap(({ label: from }) =>
    places
      .filter(({ label }) => label !== from)
      .flatMap(({ name, addresses }) => [
        probe('ping', from, name),
        ...addresses.flatMap((address) => [
          probe('ping', from, address),
          ...ports.map((port) => probe('http', from, address, port)),
        ]),
      ]),
  )
}
