/**
 * A sandbox's /etc/hosts: what Docker writes into it, and how a libc reads it.
 *
 * Source: moby v28.5.2 libnetwork/sandbox_dns_unix.go (updateHostsFile, buildHostsFile) and etchosts/etchosts.go. Not
 * modelled: edits made inside the container, and comments.
 */
import { familyOf, mustParseIp, parseIp, type Family, type Ip } from '../addr/ip.js'

/** One line: an address and the names for it, the first one canonical. */
export interface HostsLine {
  readonly address: Ip
  readonly names: readonly string[]
}

/** A line that does not come from an endpoint: of `--add-host`, or of a link on the default bridge. */
export type ExtraHost = HostsLine

/** What a hosts file is made of, each part in its order. */
export interface HostsFileContent {
  /** False when IPv6 is disabled in the sandbox (sysctl net.ipv6.conf.all.disable_ipv6=1). */
  readonly ipv6: boolean
  /** `--add-host` entries, then the entries of links on the default bridge. */
  readonly extra: readonly ExtraHost[]
  /** The lines of the joined endpoints, in the order in which they were joined. */
  readonly endpoints: readonly HostsLine[]
}

const line = (address: string, ...names: string[]): HostsLine => ({ address: mustParseIp(address), names })

const header4: readonly HostsLine[] = [line('127.0.0.1', 'localhost')]
const header6: readonly HostsLine[] = [
  line('::1', 'localhost', 'ip6-localhost', 'ip6-loopback'),
  line('fe00::', 'ip6-localnet'),
  line('ff00::', 'ip6-mcastprefix'),
  line('ff02::1', 'ip6-allnodes'),
  line('ff02::2', 'ip6-allrouters'),
]

/**
 * The lines that every file starts with, also those of sandboxes that share the host's network (etchosts.go
 * defaultContentIPv4 and defaultContentIPv6).
 */
export const hostsHeader = (ipv6: boolean): readonly HostsLine[] =>
  ipv6 ? [...header4, ...header6] : header4

/**
 * The whole file. Without IPv6, extra hosts with IPv6 addresses are left out (BuildNoIPv6); endpoints of such a sandbox
 * have no IPv6 address in the first place. O(lines).
 */
export const buildHostsFile = ({ ipv6, extra, endpoints }: HostsFileContent): readonly HostsLine[] => [
  ...hostsHeader(ipv6),
  ...(ipv6 ? extra : extra.filter(({ address }) => familyOf(address) === 4)),
  ...endpoints,
]

/**
 * An endpoint's lines, one for each address: the fully qualified name of the host, where it has one, and the bare one
 * (Sandbox.makeHostsRecs). A container's own name is not in its file: only its hostname is.
 */
export function endpointHosts(
  hostname: string,
  domainname: string,
  addresses: readonly Ip[],
): readonly HostsLine[] {
  const full = domainname === '' ? hostname : `${hostname}.${domainname}`
  const dot = full.indexOf('.')
  const names = dot < 0 ? [full] : [full, full.slice(0, dot)]
  return addresses.map((address) => ({ address, names }))
}

/** A line as Docker writes it, without the line feed. */
export const renderHostsLine = ({ address, names }: HostsLine): string => `${address}\t${names.join(' ')}`

/** The file as Docker writes it. */
export const renderHostsFile = (lines: readonly HostsLine[]): string =>
  lines.map((each) => `${renderHostsLine(each)}\n`).join('')

/** Read a file that someone else wrote, as libc does: comments and lines that make no sense are passed over. */
export const parseHostsFile = (text: string): readonly HostsLine[] =>
  text.split('\n').flatMap((each) => {
    const [address, ...names] = (each.split('#')[0] ?? '').split(/[ \t\r]+/).filter((field) => field !== '')
    const ip = parseIp(address ?? '')
    return ip === undefined || names.length === 0 ? [] : [{ address: ip, names }]
  })

/**
 * The line that answers for a name: the first that has it, in any case, and whose address is of the wanted family.
 * Only one line counts, even when several have the name: glibc reads on only where /etc/host.conf says `multi on`,
 * and containers have no such file. So `localhost` is 127.0.0.1 for whoever takes either family.
 */
export function hostsLineFor(
  lines: readonly HostsLine[],
  name: string,
  family: Family | 'any',
): HostsLine | undefined {
  const wanted = name.toLowerCase()
  return lines.find(
    ({ address, names }) =>
      (family === 'any' || familyOf(address) === family) &&
      names.some((each) => each.toLowerCase() === wanted),
  )
}

/** The address that the file gives for a name; undefined: the file does not know it, and servers are asked. */
export const hostsLookup = (
  lines: readonly HostsLine[],
  name: string,
  family: Family | 'any',
): Ip | undefined => hostsLineFor(lines, name, family)?.address
