/**
 * A network of the checked tree, with its name (compose-go v2.9.1 loader/normalize.go setNameFromKey: `PROJECT_KEY`,
 * and of an external one the key itself).
 */
import type { Place } from '../place.js'
import { entriesOf, get, itemsOf, scalar, type Entry, type Node } from '../yaml/node.js'
import type { ProjectNetwork } from './project.js'
import { flagAt, pairsAt, saidAt, textAt, textOfNode } from './read.js'

/** `entry` is undefined for the `default` network that nothing declares; it is then where it is used. */
export function readNetwork(
  key: string,
  entry: Entry | undefined,
  project: string,
  used: Place,
): ProjectNetwork {
  const node: Node = entry?.value ?? scalar(null, used)
  const external = flagAt(node, 'external')
  const ipam = get(node, 'ipam')
  return {
    key,
    place: entry?.key ?? used,
    // what is external has the name that it was given elsewhere, so nothing is put in front of the key
    name: textAt(node, 'name') || (external ? key : `${project}_${key}`),
    external,
    driver: textAt(node, 'driver'),
    driverOpts: pairsAt(node, 'driver_opts'),
    internal: flagAt(node, 'internal'),
    attachable: flagAt(node, 'attachable'),
    // whether it was said makes a difference: the engine has defaults of its own
    enableIpv4: saidAt(node, 'enable_ipv4'),
    enableIpv6: saidAt(node, 'enable_ipv6'),
    labels: pairsAt(node, 'labels'),
    ipam: {
      driver: ipam === undefined ? '' : textAt(ipam, 'driver'),
      options: ipam === undefined ? [] : pairsAt(ipam, 'options'),
      config: itemsOf(get(ipam, 'config')).map((pool) => ({
        place: pool.place,
        subnet: textAt(pool, 'subnet'),
        range: textAt(pool, 'ip_range'),
        gateway: textAt(pool, 'gateway'),
        auxiliary: entriesOf(get(pool, 'aux_addresses')).map(([name, { value }]) => [
          name,
          textOfNode(value),
        ]),
      })),
    },
  }
}
