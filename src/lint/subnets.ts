/** Subnets that have addresses in common: with another network's, or with the LAN of the host. */
import { networkOf as subnetOf, overlaps, parseCidr, type Cidr } from '../addr/cidr.js'
import { isLoopback } from '../addr/ip.js'
import { addressOf } from '../addr/cidr.js'
import { allHosts, networksOn } from '../cnm/lookup.js'
import type { Host, Network } from '../cnm/world.js'
import type { Project, ProjectNetwork } from '../compose/model/project.js'
import { option } from '../drivers/api.js'
import type { Written } from '../compose/place.js'
import { forecast, type Finding } from './finding.js'
import type { Linted } from './linted.js'
import { networkWritten } from '../compose/where.js'

/** What a compose file wants, which the engine may not have come to make. */
interface Wanted {
  readonly name: string
  readonly subnet: Cidr
  readonly written: Written
}

/**
 * `subnet-meets-subnet`, once a pair. Read from the files and not from the world: there the second network was
 * never made, because the engine refuses it (libnetwork/ipams/defaultipam/address_space.go allocateSubnet). The
 * same name twice is one network of two projects, and external ones are somebody else's. O(pairs).
 */
export function subnetsMeeting({ projects }: Linted): readonly Finding[] {
  const wanted = projects.flatMap((project) =>
    [...project.networks.values()].flatMap((network) =>
      network.external ? [] : subnetsOf(project, network),
    ),
  )
  return wanted.flatMap((one, i) =>
    wanted
      .slice(0, i)
      .filter((other) => other.name !== one.name && overlaps(other.subnet, one.subnet))
      .map((other) =>
        forecast(
          'subnet-meets-subnet',
          `${one.subnet} of network ${one.name} and ${other.subnet} of network ${other.name} overlap`,
          [one.written, other.written],
        ),
      ),
  )
}

const subnetsOf = ({ name: project }: Project, { name, key, ipam }: ProjectNetwork): readonly Wanted[] =>
  ipam.config.flatMap(({ subnet, place }) => {
    const cidr = parseCidr(subnet)
    return cidr
      ? [{ name, subnet: cidr, written: { place, says: `network ${key} of project ${project}` } }]
      : []
  })

/**
 * `subnet-meets-lan`, once for each subnet and LAN that meet. The engine keeps clear of the host's own routes only
 * where it chooses the subnet itself (libnetwork/netutils/utils_linux.go InferReservedNetworks); what `--subnet`
 * says it takes. Networks that hang below an interface of the host (macvlan, ipvlan) are on the LAN on purpose.
 * O(networks * LANs).
 */
export const subnetsOnLan = ({ state, projects, lans }: Linted): readonly Finding[] =>
  allHosts(state.cnm)
    .filter(({ hasEngine }) => hasEngine)
    .flatMap((host) =>
      networksOn(state.cnm, host.id)
        .filter((network) => !hangsBelow(network))
        .flatMap((network) => meetings(network, lans ?? lansOf(host), projects)),
    )

const hangsBelow = ({ options }: Network): boolean => option(options, 'parent') !== undefined

/** What an interface's address says is on its link. LANs behind a router are not known here: `--lan` names them. */
const lansOf = ({ interfaces }: Host): readonly Cidr[] =>
  interfaces
    .flatMap(({ addresses }) => addresses)
    .filter((prefix) => !isLoopback(addressOf(prefix)))
    .map(subnetOf)

const meetings = (
  network: Network,
  lans: readonly Cidr[],
  projects: readonly Project[],
): readonly Finding[] =>
  [...network.pools4, ...network.pools6].flatMap(({ subnet }) =>
    lans
      .filter((lan) => overlaps(lan, subnet))
      .map((lan) =>
        forecast(
          'subnet-meets-lan',
          `${subnet} of network ${network.name} overlaps the LAN ${lan} of ${network.host}`,
          networkWritten(projects, network, 'ipam'),
        ),
      ),
  )
