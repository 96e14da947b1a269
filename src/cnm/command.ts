/** Every change of a world as data, and the one function that applies it: for replay, undo and model-based tests. */
import type { Cidr } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { addHost } from './addHost.js'
import type { HostSpec } from './addHost.js'
import { addLan } from './addLan.js'
import { addRoute } from './addRoute.js'
import { amendEndpoint, amendSandbox } from './amend.js'
import { createEndpoint } from './createEndpoint.js'
import type { EndpointSpec } from './createEndpoint.js'
import { deleteEndpoint } from './deleteEndpoint.js'
import { deleteNetwork } from './deleteNetwork.js'
import { deleteSandbox } from './deleteSandbox.js'
import type { Change, Env } from './env.js'
import { join } from './join.js'
import { leave } from './leave.js'
import { newNetwork } from './newNetwork.js'
import type { NetworkSpec } from './networkSpec.js'
import { newSandbox } from './newSandbox.js'
import type { SandboxSpec } from './newSandbox.js'
import { setFirewall } from './setFirewall.js'
import { setLink } from './setLink.js'
import { setLost } from './setLost.js'
import type { Blocked, Endpoint, EndpointId, HostId, NetworkId, Sandbox, SandboxId, World } from './world.js'

/**
 * A closed union; plain data, so a list of commands is a recording. What is no command (`setAgent`, `openMesh`, load
 * balancers) is the engine's business with its cluster.
 */
export type Command =
  | { readonly do: 'addLan'; readonly id: string }
  | { readonly do: 'addHost'; readonly spec: HostSpec }
  | { readonly do: 'addRoute'; readonly host: HostId; readonly to: Cidr; readonly via: Ip }
  | { readonly do: 'setFirewall'; readonly host: HostId; readonly blocked: readonly Blocked[] }
  | { readonly do: 'setLost'; readonly host: HostId; readonly lost: readonly HostId[] }
  | { readonly do: 'setLink'; readonly host: HostId; readonly up: boolean }
  | { readonly do: 'newNetwork'; readonly host: HostId; readonly spec: NetworkSpec }
  | { readonly do: 'deleteNetwork'; readonly network: NetworkId }
  | { readonly do: 'newSandbox'; readonly host: HostId; readonly spec: SandboxSpec }
  | { readonly do: 'deleteSandbox'; readonly sandbox: SandboxId }
  | { readonly do: 'createEndpoint'; readonly network: NetworkId; readonly spec: EndpointSpec }
  | { readonly do: 'deleteEndpoint'; readonly endpoint: EndpointId }
  | { readonly do: 'join'; readonly endpoint: EndpointId; readonly sandbox: SandboxId }
  | { readonly do: 'leave'; readonly endpoint: EndpointId; readonly sandbox: SandboxId }
  | {
      readonly do: 'amendEndpoint'
      readonly endpoint: EndpointId
      readonly change: Partial<Pick<Endpoint, 'name' | 'names' | 'untold' | 'service'>>
    }
  | {
      readonly do: 'amendSandbox'
      readonly sandbox: SandboxId
      readonly change: Partial<Pick<Sandbox, 'label' | 'listeners' | 'extraHosts'>>
    }

/** What a command made, where it made something. */
export interface Made {
  readonly network?: NetworkId
  readonly endpoint?: EndpointId
  readonly sandbox?: SandboxId
  readonly host?: HostId
}

/**
 * The next world, or the refusal. Never throws for what a user can do; a refused command leaves the very same world. The
 * cost is that of the verb; a table that it changes costs O(log32 records).
 */
export function apply(env: Env, world: World, command: Command): Change<Made> {
  switch (command.do) {
    case 'addLan':
      return addLan(world, command.id)
    case 'addHost':
      return addHost(env, world, command.spec)
    case 'addRoute':
      return addRoute(env, world, command.host, command.to, command.via)
    case 'setFirewall':
      return setFirewall(env, world, command.host, command.blocked)
    case 'setLost':
      return setLost(env, world, command.host, command.lost)
    case 'setLink':
      return setLink(env, world, command.host, command.up)
    case 'newNetwork':
      return newNetwork(env, world, command.host, command.spec)
    case 'deleteNetwork':
      return deleteNetwork(env, world, command.network)
    case 'newSandbox':
      return newSandbox(world, command.host, command.spec)
    case 'deleteSandbox':
      return deleteSandbox(env, world, command.sandbox)
    case 'createEndpoint':
      return createEndpoint(env, world, command.network, command.spec)
    case 'deleteEndpoint':
      return deleteEndpoint(env, world, command.endpoint)
    case 'join':
      return join(env, world, command.endpoint, command.sandbox)
    case 'leave':
      return leave(env, world, command.endpoint, command.sandbox)
    case 'amendEndpoint':
      return amendEndpoint(world, command.endpoint, command.change)
    case 'amendSandbox':
      return amendSandbox(world, command.sandbox, command.change)
  }
}
