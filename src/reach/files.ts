/**
 * The two files by which programs find names: /etc/hosts and /etc/resolv.conf, of a sandbox or of a machine (moby v28.5.2
 * libnetwork/sandbox_dns_unix.go). Not modelled: a machine's own entries beyond Debian's standard file.
 */
import { GATEWAY_NETWORK } from '../cnm/gateway.js'
import { hostOf, joinedBy, networkOf, sandboxFor } from '../cnm/lookup.js'
import type { DnsConfig, Endpoint, Host, Network, Sandbox, World } from '../cnm/world.js'
import { remembered } from '../dataplane/remember.js'
import {
  buildHostsFile,
  endpointHosts,
  hostsHeader,
  parseHostsFile,
  renderHostsFile,
} from '../dns/hostsFile.js'
import type { HostsFileContent, HostsLine } from '../dns/hostsFile.js'
import { buildResolvConf, renderResolvConf } from '../dns/resolvConf.js'
import type { BuiltResolvConf, HostResolvConf, ResolvConfFor } from '../dns/resolvConf.js'
import type { Asker } from './asker.js'
import { addressesOf } from './networkIndex.js'

/** Debian's /etc/hosts without the machine's own name. Sandboxes that share the host's network get a copy. */
const MACHINE_HOSTS = `127.0.0.1\tlocalhost
::1\t\tlocalhost ip6-localhost ip6-loopback
ff02::1\t\tip6-allnodes
ff02::2\t\tip6-allrouters
`

/** /etc/hosts, as text. O(endpoints of the sandbox). */
export function hostsText(world: World, asker: Asker): string {
  const own = ownLines(world, asker)
  return own === null ? MACHINE_HOSTS : renderHostsFile(buildHostsFile({ ipv6: true, ...own }))
}

const machineLines = parseHostsFile(MACHINE_HOSTS)

/** /etc/hosts as a libc reads it: what the file always starts with is not read again. */
export function hostsLines(world: World, asker: Asker): readonly HostsLine[] {
  const own = ownLines(world, asker)
  if (own === null) return machineLines
  return [...hostsHeader(true), ...parseHostsFile(renderHostsFile([...own.extra, ...own.endpoints]))]
}

/** What stands below the header; null: it is the machine's file. */
function ownLines(world: World, asker: Asker): Omit<HostsFileContent, 'ipv6'> | null {
  const sandbox = asker.sandbox && ownerOfFiles(world, asker.sandbox)
  if (sandbox === null || (sandbox.useHost && sandbox.extraHosts.length === 0)) return null
  const { hostname, domainname, extraHosts } = sandbox
  const endpoints = inJoinOrder(world, sandbox)
    .filter((e) => hasHostsLines(networkOf(world, e.network)))
    .flatMap((e) => endpointHosts(hostname, domainname, addressesOf(e)))
  return { extra: extraHosts, endpoints }
}

/** Neither the bridge that only leads out nor the routing mesh is a place for names (sbJoin). */
const hasHostsLines = ({ name, ingress }: Network): boolean => name !== GATEWAY_NETWORK && !ingress

/** Whose files a sandbox reads: its own, or those of the sandbox that it was left behind by, when that is back. */
const ownerOfFiles = (world: World, sandbox: Sandbox): Sandbox =>
  sandbox.filesOf === null
    ? sandbox
    : (sandboxFor(world, sandbox.host, sandbox.filesOf.containerId) ?? sandbox)

const inJoinOrder = (world: World, sandbox: Sandbox): readonly Endpoint[] =>
  joinedBy(world, sandbox).toSorted((a, b) => a.joinedAt - b.joinedAt)

const hostConf = ({ nameservers }: Pick<Host, 'nameservers'>): HostResolvConf => ({
  path: '/etc/resolv.conf',
  nameservers,
  search: [],
  options: [],
})

/** A sandbox's /etc/resolv.conf, with what its embedded resolver is to know. */
export function sandboxResolvConf(world: World, asking: Sandbox): BuiltResolvConf {
  const sandbox = ownerOfFiles(world, asking)
  const { nameservers } = hostOf(world, sandbox.host)
  const purpose = purposeOf(world, sandbox)
  return purpose.kind === 'internal'
    ? internalConf(nameservers)(sandbox.dns)
    : build(nameservers, sandbox.dns, purpose)
}

const build = (
  nameservers: Host['nameservers'],
  { servers, search, options }: DnsConfig,
  purpose: ResolvConfFor,
) => buildResolvConf(hostConf({ nameservers }), { nameservers: servers, search, options }, purpose)

/** Most sandboxes of a host have the same file. */
const internalConf = remembered((nameservers: Host['nameservers']) =>
  remembered((dns: DnsConfig) => build(nameservers, dns, { kind: 'internal' })),
)

function purposeOf(world: World, sandbox: Sandbox): ResolvConfFor {
  if (sandbox.useHost) return { kind: 'host' }
  if (sandbox.resolver || sandbox.filesOf?.resolver) return { kind: 'internal' }
  const last = inJoinOrder(world, sandbox).at(-1)
  // before the first join it is a copy of the host's; then every join writes it for the network that was joined
  return last ? { kind: 'legacy', ipv6: networkOf(world, last.network).ipv6 } : { kind: 'host' }
}

export const resolvConf = (world: World, { host, sandbox }: Asker): BuiltResolvConf['conf'] =>
  sandbox === null ? { ...hostConf(host), comments: [] } : sandboxResolvConf(world, sandbox).conf

/** /etc/resolv.conf, as text. A machine's own has no comments. */
export const resolvText = (world: World, asker: Asker): string =>
  asker.sandbox === null
    ? asker.host.nameservers.map((address) => `nameserver ${address}\n`).join('')
    : renderResolvConf(resolvConf(world, asker))
