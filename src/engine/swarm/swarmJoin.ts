/**
 * `docker swarm join` (moby v28.5.2 daemon/cluster/swarm.go Join): a connection to a manager's port, and a token that says
 * which role. Not modelled: waiting; a manager that cannot be reached is told as the engine does after 20 seconds.
 */
import { isUnspecified, parseIp } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import { ok } from '../../addr/result.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import { hostOf } from '../../cnm/lookup.js'
import type { HostId } from '../../cnm/world.js'
import { converse } from '../../dataplane/conversation.js'
import type { Conversation } from '../../dataplane/conversation.js'
import { refuse, ticked } from '../change.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { advertiseAddress, inputAddress, listenAddress, splitHostPort } from './address.js'
import { enrol } from './enrol.js'
import type { SwarmError } from './errors.js'
import { parseToken } from './identity.js'
import { activeNodes, membership } from './membership.js'
import type { NodeAvailability, NodeRole, Swarm } from './swarm.js'

/** The flags and the argument of `docker swarm join`. */
export interface SwarmJoinSpec {
  /** Host and port of a manager, as written. */
  readonly remote: string
  readonly token: string
  readonly advertiseAddr: string
  readonly listenAddr: string
  readonly dataPathAddr: string
  readonly availability: NodeAvailability
}

/** Where the client says no port. */
const MANAGER_PORT = 2377

/**
 * Checks of the own machine first, then a call over the network, then what the manager says
 * (daemon/cluster/swarm.go Join; swarmkit ca/certificates.go). `role` is the token's. Errors: a manager that is not
 * there or cannot be reached, in the words of the dial that failed; a token of another cluster; one that is none
 * any more.
 */
export function swarmJoin(
  env: Env,
  state: DockerWorld,
  hostId: HostId,
  spec: SwarmJoinSpec,
): EngineChange<{ readonly role: NodeRole }> {
  const no = (cause: SwarmError) => refuse({ code: 'swarm', cause })
  if (membership(state, hostId)) return no({ code: 'in-swarm' })
  const host = hostOf(state.cnm, hostId)
  const listen = listenAddress(host, spec.listenAddr)
  if (!listen.ok) return no(listen.error)
  // a bad --advertise-addr is no error here: the manager sees where the connection comes from
  const advertised =
    spec.advertiseAddr === ''
      ? undefined
      : advertiseAddress(state.cnm, host, spec.advertiseAddr, listen.value.port)
  const dataPath = spec.dataPathAddr === '' ? undefined : inputAddress(host, spec.dataPathAddr, 'data-path')
  if (dataPath?.ok === false) return no(dataPath.error)
  const token = spec.token === '' ? undefined : parseToken(spec.token)
  if (spec.token !== '' && !token) return no({ code: 'join-token' })
  const to = remote(spec.remote)
  const called = to === undefined ? undefined : call(env, state, hostId, to.address, to.port)
  if (to === undefined || called === undefined) return no({ code: 'join-timeout' })
  // whoever answers on that port may be something else
  const swarm = called.outcome.kind === 'answered' ? swarmAt(state, to.address) : undefined
  if (!swarm) return no(unanswered(called, to.address, to.port))
  // the certificate of the authority is compared with the token's digest before the token is sent
  if (token && token.digest !== swarm.digest)
    return no({ code: 'wrong-authority', digest: digestText(token.digest) })
  const role = (['worker', 'manager'] as const).find((r) => swarm.secrets[r] === token?.secret)
  if (!role)
    return no({
      code: 'rpc',
      status: 'InvalidArgument',
      text: 'A valid join token is necessary to join this cluster',
    })
  // others see the address that the connection came from
  const address =
    advertised?.ok === true
      ? advertised.value
      : {
          host: isUnspecified(listen.value.host) ? called.request.packet.src : listen.value.host,
          port: listen.value.port,
        }
  const enrolled = enrol(env, ticked(state), swarm, {
    host: hostId,
    role,
    leader: false,
    availability: spec.availability,
    address: address.host,
    port: address.port,
    dataPath: dataPath?.value ?? address.host,
  })
  return enrolled.ok ? ok({ state: enrolled.value.state, role }) : refuse(enrolled.error)
}

/** Undefined: no address. Names are not looked up: whether a machine has a resolver for them is not modelled. */
function remote(text: string): { readonly address: Ip; readonly port: number } | undefined {
  const parts = splitHostPort(text) ?? { host: text, port: MANAGER_PORT }
  const address = parseIp(parts.host)
  return address === undefined ? undefined : { address, port: parts.port }
}

const call = (env: Env, state: DockerWorld, from: HostId, to: Ip, port: number): Conversation =>
  converse(dataPlane(env, state.cnm), { from, to, protocol: 'tcp', port }, false)

/** The swarm of the manager at that address. */
const swarmAt = ({ swarms }: DockerWorld, address: Ip): Swarm | undefined =>
  swarms.find((swarm) => activeNodes(swarm).some((n) => n.role === 'manager' && n.address === address))

/** How a dial that fails reads in Go. */
function unanswered({ outcome }: Conversation, address: Ip, port: number): SwarmError {
  const at = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
  const dialing = (why: string): SwarmError => ({
    code: 'rpc',
    status: 'Unavailable',
    text: `connection error: desc = "transport: Error while dialing: dial tcp ${at}: connect: ${why}"`,
  })
  switch (outcome.kind) {
    case 'refused':
    case 'answered':
      return dialing('connection refused')
    case 'network-unreachable':
      return dialing('network is unreachable')
    case 'host-unreachable':
      return dialing('no route to host')
    case 'reset':
    case 'timeout':
      return { code: 'join-timeout' }
  }
}

/** A token holds the digest in base 36, the message in base 16. */
const digestText = (digest: string): string =>
  Array.from(digest)
    .reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
    .toString(16)
    .padStart(64, '0')
