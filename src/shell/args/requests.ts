/** Everything a docker command line can ask for, discriminated by `command`. Plain data that survives JSON. */
import type { ContainerRequest } from './requests/container.js'
import type { NetworkRequest } from './requests/network.js'
import type { ServiceRequest } from './requests/service.js'
import type { SwarmRequest } from './requests/swarm.js'
import type { SystemRequest } from './requests/system.js'

export type DockerRequest = ContainerRequest | NetworkRequest | ServiceRequest | SwarmRequest | SystemRequest
