/**
 * busybox's `netstat`: listening sockets and the routing table. Connections do not last here, so none is ever established;
 * the ports of Docker's resolver are made up. Not modelled: Unix and raw sockets.
 */
import { familyOf, mustParseIp } from '../../addr/ip.js'
import type { Listener } from '../../dataplane/namespace.js'
import { isEmbedded } from '../../reach/ask.js'
import { getopt } from './options.js'
import { success, type Inside, type Program } from './program.js'
import { routeTable } from './routeProgram.js'
import { usage } from './usage.js'

/**
 * Without -l or -a there is nothing to show but the head of the table. -r is the routing table, in its long form.
 */
export const netstatProgram: Program = (inside, args) => {
  const { given, problem } = getopt(args, 'raltuwxen', '')
  if (problem !== undefined) return usage('netstat', problem)
  if (given.has('r')) return success(routeTable(inside.namespace, given.has('n'), true))
  const kinds = ['t', 'u', 'w', 'x'].filter((letter) => given.has(letter))
  const wants = (letter: string): boolean => kinds.length === 0 || kinds.includes(letter)
  const state = given.has('a') ? 'servers and established' : given.has('l') ? 'only servers' : 'w/o servers'
  const listening = given.has('a') || given.has('l')
  const lines = listening ? socketLines(inside, wants('t'), wants('u')) : []
  // the words of busybox for what is listed, whether or not there is anything
  const internet = wants('t') || wants('u') || wants('w')
  const parts = [
    ...(internet ? [`Active Internet connections (${state})\n${HEADER}`, ...lines] : []),
    ...(wants('x') ? [`Active UNIX domain sockets (${state})\n${UNIX_HEADER}`] : []),
  ]
  return success(parts.join(''))
}

const HEADER = 'Proto Recv-Q Send-Q Local Address           Foreign Address         State       \n'
const UNIX_HEADER = 'Proto RefCnt Flags       Type       State         I-Node Path\n'

/** TCP first, as busybox reads /proc/net; within a protocol IPv4 before IPv6. */
function socketLines(inside: Inside, tcp: boolean, udp: boolean): readonly string[] {
  const sockets = [...resolverSockets(inside), ...inside.namespace.listeners]
  const lines = (protocol: 'tcp' | 'udp', wanted: boolean): readonly string[] =>
    wanted
      ? sockets
          .filter((socket) => socket.protocol === protocol)
          .toSorted((a, b) => Number(isWide(a)) - Number(isWide(b)))
          .map(socketLine)
      : []
  return [...lines('tcp', tcp), ...lines('udp', udp)]
}

type Socket = Pick<Listener, 'protocol' | 'address' | 'family' | 'port'>

/** Docker's resolver, as containers see it (libnetwork/sandbox_dns_unix.go resolverIPSandbox). */
const resolverAddress = mustParseIp('127.0.0.11')

/** A port of the ephemeral range; the engine takes another at every start. */
const RESOLVER_PORT = 40_053

/** Docker's resolver listens inside the sandbox, on other ports than 53, to which its own rules translate. */
const resolverSockets = ({ asker }: Inside): readonly Socket[] =>
  isEmbedded(asker, resolverAddress)
    ? (['tcp', 'udp'] as const).map((protocol) => ({
        protocol,
        address: resolverAddress,
        family: 4 as const,
        port: RESOLVER_PORT,
      }))
    : []

/** An IPv6 socket: bound to an IPv6 address, or to all addresses of both families. */
const isWide = ({ address, family }: Socket): boolean =>
  address === null ? family !== 4 : familyOf(address) === 6

function socketLine(socket: Socket): string {
  const { protocol, address, port } = socket
  const any = isWide(socket) ? '::' : '0.0.0.0'
  const local = `${address ?? any}:${port}`.padEnd(24)
  return `${protocol}        0      0 ${local}${`${any}:*`.padEnd(24)}${(protocol === 'tcp' ? 'LISTEN' : '').padEnd(12)}\n`
}
