/**
 * The laboratory to play with: docker command lines on hosts, questions from containers and machines, and the worlds in
 * between as values that can be kept, compared and gone back to.
 */
import { parseCidr } from '../../addr/cidr.js'
import { parseIp, type Family } from '../../addr/ip.js'
import type { Result } from '../../addr/result.js'
import { addRoute } from '../../cnm/addRoute.js'
import type { Env } from '../../cnm/env.js'
import { describe, type CnmError } from '../../cnm/errors.js'
import { nothingEarlier, withConnections, type Earlier } from '../../dataplane/balance.js'
import { setFirewall } from '../../cnm/setFirewall.js'
import { setLink } from '../../cnm/setLink.js'
import type { Blocked, World } from '../../cnm/world.js'
import type { Driver } from '../../drivers/api.js'
import { converge, passTime, type Awaited } from '../../engine/service/life.js'
import { emptyDockerWorld, type DockerWorld } from '../../engine/state.js'
import type { IpamDriver } from '../../ipam/driver.js'
import type { ConnectReport } from '../../reach/connect.js'
import type { DigReport } from '../../reach/dig.js'
import { capture } from '../../reach/capture.js'
import { explain } from '../../reach/explain.js'
import { matrix, matrixRows, type MatrixRow } from '../../reach/matrix.js'
import type { PingReport } from '../../reach/ping.js'
import type { NameReport } from '../../reach/published.js'
import type { StateReport } from '../../reach/state.js'
import { watch, type WatchAsked, type WatchChange } from '../../reach/watch.js'
import { standardEnv } from '../../standard.js'
import type { Engine, Outcome, Plugin, Printed } from '../docker/outcome.js'
import { runDocker } from '../docker/runDocker.js'
import { words } from '../words.js'
import { LAN, labWorld } from './labWorld.js'
import { dnsFrom, httpFrom, pingFrom, resolveFrom, rulesFrom, stateFrom, type NotAsked } from './probe.js'
import { runningPlaces } from './runningPlaces.js'

export interface LabOptions {
  /** How many Docker hosts: h1 to hN, at most 39. Default: 1. */
  readonly hosts?: number
  /** Drivers of your own, beside the standard ones. */
  readonly drivers?: readonly Driver[]
  readonly ipams?: readonly IpamDriver[]
  /** Whether the LAN's DNS server runs. Default: yes. */
  readonly upstream?: boolean
  /** Whether docker's input is a terminal, so that `exec -it` is taken. Default: no, as in the recordings. */
  readonly terminal?: boolean
  /** What `docker compose` does: `composePlugin` of `cnm-sim/compose`. Default: it is not there. */
  readonly compose?: Plugin
}

/** The worlds before this one, newest first; a list, so that a step costs the same after any number of them. */
type Past = { readonly world: DockerWorld; readonly before: Past } | null

/** A laboratory with fresh engines. O(hosts). */
export function createLab({
  hosts = 1,
  drivers = [],
  ipams = [],
  upstream = true,
  terminal = false,
  compose,
}: LabOptions = {}): Lab {
  const env = standardEnv(drivers, ipams)
  return new Lab(env, { ...emptyDockerWorld, cnm: labWorld(env, hosts, upstream) }, terminal, compose)
}

/** Places are written `h1/ctr1` (a container on a host), `h1`, `peer` or `lan`. Nothing throws but broken invariants. */
export class Lab {
  readonly env: Env
  readonly terminal: boolean
  readonly #compose: Plugin | undefined
  #world: DockerWorld
  #past: Past = null
  /** What load balancers have given out: no part of the world, as it decides nothing but whose turn it is. */
  #connections: Earlier = nothingEarlier

  constructor(env: Env, world: DockerWorld, terminal = false, compose?: Plugin) {
    this.env = env
    this.terminal = terminal
    this.#compose = compose
    this.#world = world
  }

  /** The state as a plain immutable value. */
  get world(): DockerWorld {
    return this.#world
  }

  /** A laboratory of its own in another world that was kept. */
  at(world: DockerWorld): Lab {
    return new Lab(this.env, world, this.terminal, this.#compose)
  }

  /** A laboratory that goes its own way from here. */
  fork(): Lab {
    return this.at(this.#world)
  }

  /** Back to the world before the last change; false when there was none. */
  undo(): boolean {
    if (this.#past === null) return false
    this.#world = this.#past.world
    this.#past = this.#past.before
    return true
  }

  /** The words behind `docker` on a host's command line. */
  docker(host: string, line: string): Printed {
    const split = words(line)
    if (!split.ok)
      return {
        exit: 2,
        stdout: '',
        stderr: `the ${split.error.quote} at column ${split.error.column} is never closed\n`,
      }
    return this.client(host, (engine) => runDocker(engine, split.value))
  }

  /** Any other program that talks to a host's engine, such as `up` of `cnm-sim/compose`; the laboratory goes on from what it leaves. */
  client<T extends Pick<Outcome, 'state'>>(host: string, program: (engine: Engine) => T): Omit<T, 'state'> {
    const { env, terminal } = this
    const compose = this.#compose === undefined ? {} : { compose: this.#compose }
    const { state, ...rest } = program({ env, state: this.#world, host, terminal, ...compose })
    this.#become(state)
    return rest
  }

  /**
   * Command lines as `[host, line]`, as one change: all of them, or, when one of them exits with another code than 0, none.
   * What each printed, up to the one that failed. One step for `undo`.
   */
  batch(lines: Iterable<readonly [host: string, line: string]>): readonly Printed[] {
    // a laboratory of its own, whose world is taken over only when all has worked
    const trial = this.fork()
    const printed: Printed[] = []
    for (const [host, line] of lines) {
      const one = trial.docker(host, line)
      trial.#past = null // nothing of what lies between is kept
      printed.push(one)
      if (one.exit !== 0) return printed
    }
    this.#become(trial.world)
    return printed
  }

  /** One ICMP echo to an address or a name. Family: only that one's addresses. */
  ping(from: string, target: string, family?: Family): PingReport | NotAsked {
    return pingFrom(this.env, this.#world, from, target, family)
  }

  /** A TCP connection to an address or a name. One to a service goes to the next of its tasks, as load balancers do. */
  http(from: string, target: string, port: number): ConnectReport | NotAsked {
    const report = httpFrom(this.env, this.#world, from, target, port, this.#connections)
    this.#connections = withConnections(this.#connections, report.conversation?.balanced ?? [])
    return report
  }

  /**
   * What a program gets for a name, and why: the networks asked in their order, what they publish, what was shadowed, who it
   * was forwarded to, and who bears a name that is not seen from there. `explain` says it in sentences, `nameLines` in lines.
   */
  resolve(from: string, name: string, family?: Family): NameReport | NotAsked {
    return resolveFrom(this.env, this.#world, from, name, family)
  }

  /** One question to the first nameserver of the place's resolv.conf. */
  dns(from: string, name: string, type?: string): DigReport {
    return dnsFrom(this.env, this.#world, from, name, type)
  }

  /** Interfaces, routes and name files. */
  state(from: string): StateReport {
    return stateFrom(this.env, this.#world, from)
  }

  /** The packet filter of a host, as iptables-save prints it. */
  rules(host: string, family: Family = 4): readonly string[] {
    return rulesFrom(this.env, this.#world, host, family)
  }

  /** Who reaches whom: every running container, by each address, and TCP to each port. */
  matrix(ports: readonly number[] = []): readonly MatrixRow[] {
    return matrixRows(matrix(this.env, this.#world.cnm, { from: runningPlaces(this.#world), ports }))
  }

  /**
   * Watch who reaches whom: a function that tells what has changed since it was called last. Its cost is that of what the
   * commands in between have changed.
   */
  watch(asked: WatchAsked = {}): () => readonly WatchChange[] {
    const watched = watch(this.env, this.#world.cnm, asked)
    return () => watched.to(this.#world.cnm)
  }

  /** Plug or pull a machine's cable. The refusal in words, or null. */
  link(machine: string, up: boolean): string | null {
    return this.#change(setLink(this.env, this.#world.cnm, machine, up))
  }

  /** Let a machine's own firewall drop these, and nothing else: `{ protocol: 'udp', port: 4789 }`. The refusal in words, or null. */
  firewall(machine: string, blocked: readonly Blocked[]): string | null {
    return this.#change(setFirewall(this.env, this.#world.cnm, machine, blocked))
  }

  /** What an observer on the LAN sees of a question and its answer, as tcpdump prints it. */
  capture({ conversation }: PingReport | ConnectReport | NotAsked): readonly string[] {
    return conversation === null ? [] : capture(conversation, LAN)
  }

  /** A static route on a machine. The refusal in words, or null. */
  route(machine: string, subnet: string, via: string): string | null {
    const [to, next] = [parseCidr(subnet), parseIp(via)]
    if (to === undefined) return `'${subnet}' is no subnet: write it as '172.18.0.0/16'`
    if (next === undefined) return `'${via}' is no address: write it as '192.0.2.11'`
    return this.#change(addRoute(this.env, this.#world.cnm, machine, to, next))
  }

  /** Let seconds pass: the tasks of services start and stop in their own time. */
  sleep(seconds: number): void {
    this.#become(passTime(this.env, this.#world, seconds))
  }

  /** Let as much time pass as services need: until what should run does, or also all that should not has stopped. */
  converge(awaited: Awaited = 'everything'): void {
    this.#become(converge(this.env, this.#world, awaited))
  }

  /** The deciding facts of a report in one to three sentences. */
  explain(report: PingReport | ConnectReport | NameReport | NotAsked): string {
    return 'resolution' in report || 'asker' in report ? explain(report) : `Nothing was sent: ${report.why}.`
  }

  // a change of the machines below the engines, which no docker command makes
  #change(change: Result<{ readonly world: World }, CnmError>): string | null {
    if (!change.ok) return describe(change.error).text
    this.#become({ ...this.#world, cnm: change.value.world })
    return null
  }

  // a world that is the same (===) is no step for undo
  #become(next: DockerWorld): void {
    if (next === this.#world) return
    this.#past = { world: this.#world, before: this.#past }
    this.#world = next
  }
}
