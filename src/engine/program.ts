/**
 * What is assumed of a container's program, which is not run: how long it stays, where it listens, how it ends. The rule, in
 * this order: the label `cnm.listen=80/tcp,53/udp` says where it listens; busybox's httpd listens on its -p (80 without it);
 * shells, sleep and other busybox programs listen nowhere; any other image listens on the ports that it exposes or
 * publishes. A shell stays while it has a terminal or an open stdin, httpd needs -f to stay, programs that only print end.
 */
import { parseIp } from '../addr/ip.js'
import type { Cause } from '../dataplane/cause.js'
import type { Listener } from '../dataplane/namespace.js'
import type { Protocol } from '../dataplane/packet.js'
import { option } from '../drivers/api.js'
import { isBusyboxProgram } from './busyboxPrograms.js'
import { knownPorts } from './exposedPort.js'
import { portText } from './portText.js'
import { SIGNALS } from './signal.js'
import type { Container, PortKey } from './state.js'

/** Our own label, no Docker's: where the program listens, `80/tcp,53/udp`. It wins over every other rule. */
export const LISTEN_LABEL = 'cnm.listen'

/** Images whose programs are busybox's. */
const isBusybox = (image: string): boolean =>
  /^(docker\.io\/)?(library\/)?(alpine|busybox)(:|@|$)/.test(image)

// by their name or by their whole path, as users write them
const SHELLS = new Set(['sh', 'ash', 'bash', '/bin/sh', '/bin/ash', '/bin/bash'])
// programs that go on until they are stopped; nc is one, since it waits for a connection or for input
const WAITING = new Set(['sleep', 'top', 'nc', 'yes', 'watch'])

/** Is it known where the program listens? Of other images than busybox's only a label, or the ports that they name, tell. */
export const isProgramKnown = ({ config, hostConfig }: Container): boolean =>
  isBusybox(config.image) ||
  option(config.labels, LISTEN_LABEL) !== undefined ||
  config.exposed.length + hostConfig.portBindings.length > 0

/** Does the program still run after its start? */
export function stays({ config }: Container): boolean {
  // of other images nothing is known: their program is taken for a server
  if (!isBusybox(config.image)) return true
  if (option(config.labels, LISTEN_LABEL) !== undefined) return true
  const reads = config.openStdin || config.tty
  const [program = '', ...args] = lastCommand(config)
  if (SHELLS.has(program)) return reads
  // a server in the foreground, or a program that waits for something; ping with a count comes to an end
  if (program === 'httpd' || program === 'tail') return args.includes('-f')
  if (program === 'ping') return !args.some((arg) => arg.startsWith('-c'))
  if (program === 'cat') return reads && args.every((arg) => arg.startsWith('-'))
  return WAITING.has(program)
}

/** The words of the command; of `sh -c` with a script those of its last one, which is the one that may stay. */
function lastCommand(config: Container['config']): readonly string[] {
  const words = commandOf(config)
  const script = SHELLS.has(words[0] ?? '') ? words.indexOf('-c') : -1
  if (script < 0) return words
  const last = (words[script + 1] ?? '').split(/;|&&|\n/).at(-1) ?? ''
  return last
    .trim()
    .replace(/^exec /, '')
    .split(/\s+/)
}

/** A program that its image does not have; null when it can be started. Of other images than busybox's nothing is known. */
export function missingProgram({ config }: Container): string | null {
  const [program] = commandOf(config)
  return program === undefined || !isBusybox(config.image) || isBusyboxProgram(program) ? null : program
}

/** The exit code of a program that does not stay, unless somebody ran it: `false` says 1, all others 0. */
export const endedCode = ({ config }: Container): number => (commandOf(config)[0] === 'false' ? 1 : 0)

/** What a signal does to a program: the exit code that it ends with, or null when it goes on. */
export function signalled(container: Container, signal: number): number | null {
  if (signal === SIGNALS.KILL) return killedCode
  const ends = signal === SIGNALS.TERM || signal === SIGNALS.INT || signal === SIGNALS.QUIT
  return ends && !isBusybox(container.config.image) ? stoppedCode(container) : null
}

/** 128 + SIGKILL: busybox's programs ignore SIGTERM when they are process 1, so `docker stop` ends in a kill. */
const KILLED = 137

/**
 * The exit code after `docker stop`: a program of another image is taken to end on SIGTERM as servers do, with 0.
 */
export const stoppedCode = ({ config }: Container): number => (isBusybox(config.image) ? KILLED : 0)
/** The exit code after SIGKILL, of any program. */
export const killedCode = KILLED

/** Where the program listens, in the sandbox of its container; `owner` is who answers there. */
export function listenersOf(container: Container, owner: string): readonly Listener[] {
  const { config, hostConfig } = container
  const cause: Cause = { purpose: 'program', endpoint: container.name }
  const listener = ({ port, protocol }: PortKey, address: Listener['address'] = null): Listener => ({
    protocol,
    address,
    family: null,
    port,
    owner,
    frozen: container.status === 'paused',
    relay: null,
    cause,
  })
  // in the order of the rule above: the label, httpd, busybox, the ports that are exposed or published
  const label = option(config.labels, LISTEN_LABEL)
  if (label !== undefined) return labelledPorts(label).map((p) => listener(p))
  const words = lastCommand(config)
  if (words[0] === 'httpd') {
    // httpd -p [ADDRESS:]PORT
    const [, host, port] = /^(?:(.*):)?(\d+)$/.exec(httpdPort(words)) ?? []
    return [listener({ port: Number(port ?? 80), protocol: 'tcp' }, parseIp(host ?? '') ?? null)]
  }
  if (isBusybox(config.image)) return []
  // a port that is both exposed and published is one listener
  const ports = [...knownPorts(config.exposed), ...hostConfig.portBindings]
  return [...new Map(ports.map((p) => [portText(p), p])).values()].map((p) => listener(p))
}

/**
 * The words that are executed: the entrypoint, then the command. Empty: whatever the image says, which is not
 * known.
 */
export const commandOf = ({ entrypoint, cmd }: Container['config']): readonly string[] => [
  ...(entrypoint ?? []),
  ...(cmd ?? []),
]

/** The argument of httpd's -p, written apart or together. */
function httpdPort(words: readonly string[]): string {
  const at = words.findIndex((w) => w.startsWith('-p'))
  const word = words[at]
  if (word === undefined) return '80'
  return word.length > 2 ? word.slice(2) : (words[at + 1] ?? '80')
}

/** `80/tcp,53/udp`; what cannot be read is left out, a missing protocol is TCP. */
const labelledPorts = (label: string): readonly PortKey[] =>
  label.split(',').flatMap((item) => {
    const [, port, protocol = 'tcp'] = /^\s*(\d+)(?:\/(tcp|udp|sctp))?\s*$/.exec(item) ?? []
    return port === undefined || !isProtocol(protocol) ? [] : [{ port: Number(port), protocol }]
  })

const isProtocol = (text: string): text is Protocol => text === 'tcp' || text === 'udp' || text === 'sctp'
