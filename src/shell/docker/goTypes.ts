/**
 * What a document's JSON does not say of the Go types behind it: fields that are left out when they are empty, fields that go by
 * another name in templates, and which kind of nothing a null is (moby v28.5.2 api/types/container and api/types/network).
 */
import { NIL_LIST, NIL_MAP, type TemplateValue } from '../template/value.js'

/**
 * A value's Go type, as far as it makes a difference. `list` and `map`: a null is a nil slice or map, which prints
 * as [] or map[] where a nil pointer prints as <nil>. Whatever is not told here is what its JSON says.
 */
export type GoType = 'list' | 'map' | 'time' | MapType | StructType | { readonly listOf: StructType }

/** A map with more to say than that: what its keys and its values are. */
export interface MapType {
  /** What `index` gives for a key that is not there. */
  readonly zero: TemplateValue
  /** Default: string. */
  readonly keys?: string
  readonly of?: StructType
}

/** Fields that need telling. In JSON they have other names than in Go, where templates look first. */
export interface StructType {
  /** By their names in JSON. */
  readonly members: Readonly<Record<string, Member>>
  /** `omitempty`: by their names in JSON, in the place behind the member `after` (default: last). */
  readonly optional?: readonly Optional[]
}

/** A type, or a name with one. */
export type Member = GoType | { readonly name: string; readonly type?: GoType }

/** A field that JSON leaves out while it is empty, and that a template may ask for all the same. */
export interface Optional {
  readonly json: string
  readonly name?: string
  readonly zero: TemplateValue
  readonly type?: GoType
  readonly after?: string
}

/** nat.Port in Go, which is no string, so `index` with one fails and templates fall back to the raw document. */
const byPort: MapType = { zero: NIL_LIST, keys: 'nat.Port' }
const texts: MapType = { zero: '' }

const endpoint: StructType = {
  members: {
    IPAMConfig: {
      members: {},
      optional: [
        { json: 'IPv4Address', zero: '' },
        { json: 'IPv6Address', zero: '' },
        { json: 'LinkLocalIPs', zero: NIL_LIST },
      ],
    },
    Links: 'list',
    Aliases: 'list',
    DriverOpts: texts,
    DNSNames: 'list',
  },
}

const config: StructType = {
  members: { Env: 'list', Cmd: 'list', Volumes: 'map', Entrypoint: 'list', OnBuild: 'list', Labels: texts },
  optional: [
    { json: 'ExposedPorts', zero: NIL_MAP, type: byPort, after: 'AttachStderr' },
    { json: 'Healthcheck', zero: null, after: 'Cmd' },
    { json: 'ArgsEscaped', zero: false, after: 'Healthcheck' },
    { json: 'NetworkDisabled', zero: false, after: 'Entrypoint' },
    { json: 'MacAddress', zero: '', after: 'NetworkDisabled' },
    { json: 'StopSignal', zero: '' },
    { json: 'StopTimeout', zero: null },
    { json: 'Shell', zero: NIL_LIST },
  ],
}

// lists of HostConfig that are nil when nothing was asked
const NIL_LISTS =
  'Binds VolumesFrom CapAdd CapDrop GroupAdd ExtraHosts Links SecurityOpt DeviceCgroupRules DeviceRequests'

const hostConfig: StructType = {
  members: {
    ...Object.fromEntries(NIL_LISTS.split(' ').map((name) => [name, 'list'] as const)),
    PortBindings: byPort,
    Dns: { name: 'DNS', type: 'list' },
    DnsOptions: { name: 'DNSOptions', type: 'list' },
    DnsSearch: { name: 'DNSSearch', type: 'list' },
    CpuShares: { name: 'CPUShares' },
    NanoCpus: { name: 'NanoCPUs' },
    CpuPeriod: { name: 'CPUPeriod' },
    CpuQuota: { name: 'CPUQuota' },
    CpuRealtimePeriod: { name: 'CPURealtimePeriod' },
    CpuRealtimeRuntime: { name: 'CPURealtimeRuntime' },
    CpuCount: { name: 'CPUCount' },
    CpuPercent: { name: 'CPUPercent' },
  },
  optional: [
    { json: 'Annotations', zero: NIL_MAP, type: texts },
    { json: 'StorageOpt', zero: NIL_MAP, type: texts },
    { json: 'Tmpfs', zero: NIL_MAP, type: texts },
    { json: 'Sysctls', zero: NIL_MAP, type: texts },
    { json: 'KernelMemory', zero: 0 },
    { json: 'KernelMemoryTCP', zero: 0 },
    { json: 'Mounts', zero: NIL_LIST },
    { json: 'Init', zero: null },
  ],
}

/** container.InspectResponse (api/types/container/container.go). */
export const containerType: StructType = {
  members: {
    Id: { name: 'ID' },
    State: { members: {}, optional: [{ json: 'Health', zero: null }] },
    ExecIDs: 'list',
    HostConfig: hostConfig,
    Config: config,
    NetworkSettings: {
      members: {
        Ports: byPort,
        SecondaryIPAddresses: 'list',
        SecondaryIPv6Addresses: 'list',
        Networks: { zero: null, of: endpoint },
      },
    },
  },
  optional: [
    { json: 'SizeRw', zero: null, after: 'GraphDriver' },
    { json: 'SizeRootFs', zero: null, after: 'SizeRw' },
  ],
}

const pool: StructType = {
  members: { AuxiliaryAddresses: { name: 'AuxAddress', type: texts } },
  optional: [
    { json: 'Subnet', zero: '' },
    { json: 'IPRange', zero: '', after: 'Subnet' },
    { json: 'Gateway', zero: '', after: 'IPRange' },
    { json: 'AuxiliaryAddresses', name: 'AuxAddress', zero: NIL_MAP, type: texts, after: 'Gateway' },
  ],
}

/** What `index` gives for a container that is not on the network: an empty network.EndpointResource. */
const NO_ENDPOINT = { Name: '', EndpointID: '', MacAddress: '', IPv4Address: '', IPv6Address: '' }

/** network.Inspect (api/types/network/network.go). */
export const networkType: StructType = {
  members: {
    Id: { name: 'ID' },
    Created: 'time',
    IPAM: { members: { Options: texts, Config: { listOf: pool } } },
    Containers: { zero: NO_ENDPOINT },
    Options: texts,
    Labels: texts,
  },
  optional: [
    { json: 'Peers', zero: NIL_LIST },
    { json: 'Services', zero: NIL_MAP },
  ],
}
