/**
 * What `docker compose config` takes and a real engine then refuses, or what can never work: found before anything runs. `up`
 * lets the engine speak for itself. Not looked for: what depends on what else the host runs.
 */
import { contains, covers, isCidr, parseCidr, type Cidr } from '../../addr/cidr.js'
import { familyOf, parseIp } from '../../addr/ip.js'
import { parseMac } from '../../addr/mac.js'
import type { ComposeError } from '../errors.js'
import { placeOf, type KeyPath } from '../placeOf.js'
import type { Place } from '../place.js'
import { byPriority } from './byPriority.js'
import type { Attach, Port, Project, ProjectNetwork, Service } from './project.js'

/**
 * All of them, in the order of the files. Each has the code, the path and the place of what is wrong; none of them
 * keeps a project from being loaded, or from being asked who would reach whom. O(services x networks + ports squared).
 */
export function mistakesOf(project: Project): readonly ComposeError[] {
  const services = [...project.services.values()]
  return [
    ...[...project.networks.values()].filter((n) => !n.external).flatMap((n) => ofNetwork(project, n)),
    ...services.flatMap((s) => [
      ...ofService(project, s),
      ...[...s.networks].flatMap(([key, a]) => ofAttach(project, s, key, a)),
    ]),
    ...addressesTwice(project, services),
    ...portsTwice(services),
  ]
}

/** As a person would write it: `services.web.ports[0]`. */
const pathText = (path: KeyPath): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('')

/** Where, twice: for editors and for readers. */
const at = (project: Project, path: KeyPath) => ({ place: placeOf(project, path), path: pathText(path) })

/** A subnet whose host bits are 0; an address in it; a range that is a part of it. */
function ofNetwork(project: Project, { key, ipam }: ProjectNetwork): readonly ComposeError[] {
  return ipam.config.flatMap((pool, i): readonly ComposeError[] => {
    const path: KeyPath = ['networks', key, 'ipam', 'config', i]
    const wrong = (code: 'bad-range' | 'bad-address', name: string, text: string): ComposeError => ({
      code,
      ...at(project, [...path, name]),
      text,
    })
    if (pool.subnet === '') return []
    const subnet = exactCidr(pool.subnet)
    if (subnet === undefined) {
      const right = parseCidr(pool.subnet) ?? null
      return [{ code: 'bad-subnet', ...at(project, [...path, 'subnet']), text: pool.subnet, right }]
    }
    const found: ComposeError[] = []
    const range = pool.range === '' ? undefined : exactCidr(pool.range)
    if (pool.range !== '' && (range === undefined || !covers(subnet, range)))
      found.push(wrong('bad-range', 'ip_range', pool.range))
    const addresses = [
      ['gateway', pool.gateway] as const,
      ...pool.auxiliary.map(([name, a]) => [`aux_addresses.${name}`, a] as const),
    ]
    for (const [name, text] of addresses) {
      if (text === '') continue
      const address = parseIp(text)
      const place = at(project, [...path, ...name.split('.')])
      if (address === undefined) found.push({ code: 'bad-address', ...place, text })
      else if (!contains(subnet, address))
        found.push({ code: 'outside-subnet', ...place, address: text, subnets: [pool.subnet] })
    }
    return found
  })
}

/** A subnet as the engine wants it: 10.5.0.1/24 is none. */
function exactCidr(text: string): Cidr | undefined {
  const [address = '', length = ''] = text.split('/')
  const canonical = `${parseIp(address) ?? ''}/${length}`
  return isCidr(canonical) ? canonical : undefined
}

/**
 * What `docker run` would refuse by itself: servers, hosts, MAC addresses; and a host port that several containers
 * want.
 */
function ofService(project: Project, service: Service): readonly ComposeError[] {
  const { name, dns, extraHosts, macAddress, ports, replicas } = service
  const path = (...more: KeyPath): KeyPath => ['services', name, ...more]
  // the service's own MAC address is that of its first network (create.go prepareContainerMACAddress)
  const [main] = byPriority(service)
  const mainMac = main === undefined ? '' : (service.networks.get(main)?.macAddress ?? '')
  return [
    ...dns.flatMap((text, i): readonly ComposeError[] =>
      parseIp(text) === undefined ? [{ code: 'bad-dns-server', ...at(project, path('dns', i)), text }] : [],
    ),
    ...extraHosts.flatMap(([host, text]): readonly ComposeError[] =>
      text === 'host-gateway' || parseIp(text) !== undefined
        ? []
        : [{ code: 'bad-host-address', ...at(project, path('extra_hosts', host)), text }],
    ),
    ...badMac(project, path('mac_address'), macAddress),
    ...(main !== undefined && macAddress !== '' && mainMac !== '' && mainMac !== macAddress
      ? [{ code: 'mac-conflict', ...at(project, path('mac_address')), service: name, network: main } as const]
      : []),
    ...ports.flatMap((port): readonly ComposeError[] =>
      replicas > 1 && portsIn(port.published) > 0 && portsIn(port.published) < replicas
        ? [
            {
              code: 'host-port-scaled',
              place: port.place,
              path: pathText(path('ports')),
              text: port.published,
              replicas,
            },
          ]
        : [],
    ),
  ]
}

/** Empty is not said. */
const badMac = (project: Project, path: KeyPath, text: string): readonly ComposeError[] =>
  text === '' || parseMac(text) !== undefined ? [] : [{ code: 'bad-mac', ...at(project, path), text }]

/** How many host ports a text leaves to choose from; 0: any. */
function portsIn(published: string): number {
  const [first = '', last = first] = published.split('-')
  return first === '' || first === '0' ? 0 : Number(last) - Number(first) + 1
}

/**
 * An address of one's own needs a network with a subnet of one's own, and one container only: the engine's rules (moby
 * v28.5.2 api/types/network/endpoint.go, "user specified IP address is supported only when connecting to networks with
 * user configured subnets").
 */
function ofAttach(
  project: Project,
  { name, replicas }: Service,
  key: string,
  attach: Attach,
): readonly ComposeError[] {
  const path = (...more: KeyPath): KeyPath => ['services', name, 'networks', key, ...more]
  const network = project.networks.get(key)
  const address = (member: 'ipv4_address' | 'ipv6_address', text: string): readonly ComposeError[] => {
    if (text === '') return []
    const ip = parseIp(text)
    const here = at(project, path(member))
    if (ip === undefined || familyOf(ip) !== (member === 'ipv4_address' ? 4 : 6))
      return [{ code: 'bad-address', ...here, text }]
    if (replicas > 1) return [{ code: 'address-scaled', ...here, text, replicas }]
    // what an external network has is known on the engine only
    if (network === undefined || network.external) return []
    const subnets = network.ipam.config
      .flatMap((pool) => exactCidr(pool.subnet) ?? [])
      .filter((c) => familyOf(c) === familyOf(ip))
    if (subnets.length === 0)
      return network.ipam.config.some((pool) => pool.subnet !== '' && exactCidr(pool.subnet) === undefined)
        ? []
        : [{ code: 'address-without-subnet', ...here, network: key }]
    return subnets.some((subnet) => contains(subnet, ip))
      ? []
      : [{ code: 'outside-subnet', ...here, address: text, subnets }]
  }
  return [
    ...address('ipv4_address', attach.ipv4Address),
    ...address('ipv6_address', attach.ipv6Address),
    ...badMac(project, path('mac_address'), attach.macAddress),
  ]
}

/** The same address for two services on one network. */
function addressesTwice(project: Project, services: readonly Service[]): readonly ComposeError[] {
  const seen = new Map<string, Place>()
  return services.flatMap((service) =>
    [...service.networks].flatMap(([key, attach]) =>
      [attach.ipv4Address, attach.ipv6Address].flatMap((text, i): readonly ComposeError[] => {
        const ip = parseIp(text)
        if (ip === undefined) return []
        const place = placeOf(project, [
          'services',
          service.name,
          'networks',
          key,
          i === 0 ? 'ipv4_address' : 'ipv6_address',
        ])
        return once(seen, `${key} ${ip}`, { code: 'address-twice', place, text })
      }),
    ),
  )
}

/** The same host port for two services, on the same address or on all of them. */
function portsTwice(services: readonly Service[]): readonly ComposeError[] {
  const seen: Port[] = []
  return services.flatMap((service) =>
    service.networkMode === 'host' || service.replicas === 0
      ? []
      : service.ports.flatMap((port): readonly ComposeError[] => {
          if (portsIn(port.published) !== 1) return []
          const before = seen.find((p) => collide(p, port))
          if (before)
            return [
              { code: 'host-port-twice', place: port.place, text: port.published, before: before.place },
            ]
          seen.push(port)
          return []
        }),
  )
}

/** Every address of the host, of one family or of both. */
const everywhere = (ip: string): boolean => ip === '' || ip === '0.0.0.0' || ip === '::'
/**
 * Two host ports that cannot both be bound: the same number and protocol, and the same address or a wildcard of its
 * family.
 */
const collide = (a: Port, b: Port): boolean =>
  a.published === b.published &&
  a.protocol === b.protocol &&
  (a.hostIp === b.hostIp ||
    ((everywhere(a.hostIp) || everywhere(b.hostIp)) &&
      (a.hostIp === '' || b.hostIp === '' || a.hostIp.includes(':') === b.hostIp.includes(':'))))

type Twice = { readonly code: 'address-twice'; readonly place: Place; readonly text: string }

/** Remembers where something was said first. */
function once(seen: Map<string, Place>, key: string, mistake: Twice): readonly ComposeError[] {
  const before = seen.get(key)
  if (before) return [{ ...mistake, before }]
  seen.set(key, mistake.place)
  return []
}
