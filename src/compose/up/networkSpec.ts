/** A project's network as the request to create it (docker/compose v2.40.3 pkg/compose/create.go resolveOrCreateNetwork). */
import type { NetworkCreateSpec } from '../../engine/networkCreateSpec.js'
import type { Project, ProjectNetwork } from '../model/project.js'
import { get } from '../yaml/node.js'
import { configHash } from './configHash.js'
import { COMPOSE_VERSION, LABEL } from './labels.js'

/** What a network is known by; another one means that it has to be made anew (hash.go NetworkHash). */
export const networkHash = ({ tree }: Project, { key, name }: ProjectNetwork): string =>
  configHash(name, get(get(tree, 'networks'), key))

/**
 * The request. Drivers and addresses are the engine's to choose where the file leaves them open. `ipam.options` is left
 * out, as Compose leaves it out.
 */
export const networkSpec = (project: Project, network: ProjectNetwork): NetworkCreateSpec => ({
  name: network.name,
  driver: network.driver,
  ipv4: network.enableIpv4,
  ipv6: network.enableIpv6,
  internal: network.internal,
  attachable: network.attachable,
  ingress: false,
  scope: '',
  configOnly: false,
  configFrom: '',
  options: network.driverOpts,
  labels: [
    ...network.labels,
    [LABEL.hash, networkHash(project, network)],
    [LABEL.network, network.key],
    [LABEL.project, project.name],
    [LABEL.version, COMPOSE_VERSION],
  ],
  ipam: {
    driver: network.ipam.driver,
    options: null,
    config: network.ipam.config.map(({ subnet, range, gateway, auxiliary }) => ({
      subnet,
      range,
      gateway,
      auxiliary,
    })),
  },
})
