/** A host becomes a node: on the managers' list, member of the gossip, and on the ingress network. */
import type { Ip } from '../../addr/ip.js'
import { ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { setAgent } from '../../cnm/agent.js'
import type { Env } from '../../cnm/env.js'
import { makeId } from '../../cnm/identity.js'
import { hostOf } from '../../cnm/lookup.js'
import type { HostId } from '../../cnm/world.js'
import { lifted } from '../change.js'
import type { EngineError } from '../errors.js'
import type { DockerWorld } from '../state.js'
import { believed } from './belief.js'
import { useNetwork } from './hostNetwork.js'
import { makeSwarmId } from './identity.js'
import { withSwarm } from './membership.js'
import type { NodeAvailability, NodeId, NodeRole, Swarm, SwarmNode } from './swarm.js'

/** What init and join know of the new node. */
export interface NodeSpec {
  readonly host: HostId
  readonly role: NodeRole
  readonly leader: boolean
  readonly availability: NodeAvailability
  readonly address: Ip
  /** Of its manager's API, TCP; workers have one to tell, and nobody listens there. */
  readonly port: number
  /** The address of its tunnels: what other nodes send VXLAN to. */
  readonly dataPath: Ip
}

/**
 * List the node, let it gossip, and put the ingress network on its host, which brings docker_gwbridge along, unless a network of
 * the host has its subnet. Errors: what the model refuses of a member.
 */
export function enrol(
  env: Env,
  state: DockerWorld,
  swarm: Swarm,
  { dataPath, ...spec }: NodeSpec,
): Result<{ readonly state: DockerWorld; readonly node: NodeId }, EngineError> {
  const { index } = hostOf(state.cnm, spec.host)
  const step = state.cnm.clock
  const node: SwarmNode = {
    ...spec,
    id: makeSwarmId('node', index, step),
    joinedAt: step,
    labels: [],
    left: false,
    removed: false,
    outvotedAt: null,
    heard: believed,
    led: believed,
    balancers: [],
  }
  const listed = withSwarm(state, { ...swarm, nodes: [...swarm.nodes, node] })
  // what the model below knows of a cluster: with whom this host gossips, and where its tunnels begin
  const agent = {
    cluster: swarm.id,
    manager: spec.role === 'manager',
    // the name in the gossip is not the node's id: 12 hex digits, as Peers of inspect shows them
    node: makeId('node', index, step).slice(-12),
    advertise: spec.address,
    dataPath,
    dataPathPort: swarm.dataPathPort,
    esp: hostOf(state.cnm, spec.host).esp,
  }
  const managing = spec.role === 'manager' ? spec.port : null
  const member = lifted(listed, setAgent(env, listed.cnm, spec.host, agent, managing))
  if (!member.ok) return member
  const ingress = swarm.networks.find((n) => n.ingress)
  if (!ingress) return ok({ state: member.value.state, node: node.id })
  // setAgent may have changed the state; the swarm of now is asked for the ingress network
  const noted = member.value.state.swarms.find((s) => s.id === swarm.id) ?? swarm
  const used = useNetwork(env, member.value.state, noted, node.id, ingress.id)
  // it is set up behind the client's back: a refusal is in the engine's log, and the node is one without it
  return ok({ state: used.ok ? used.value : member.value.state, node: node.id })
}
