/**
 * `.HostConfig` of `docker inspect` (moby v28.5.2 api/types/container/hostconfig.go). Networking and restart policy are the
 * container's own; the rest is what an engine prints for a container run without further options: no volumes, no limits,
 * no devices, no capabilities.
 */
import { knownContainer } from './findContainer.js'
import type { GoStruct, GoValue } from './goValue.js'
import { hostPortValue, portText } from './portText.js'
import type { Container, DockerWorld, HostConfig } from './state.js'

/** Fields up to PublishAllPorts are the container's own or depend on it; the rest is UNLIMITED. */
export function inspectHostConfig(state: DockerWorld, container: Container): GoValue {
  const { hostConfig } = container
  const { name, maximumRetryCount } = hostConfig.restartPolicy
  return {
    Binds: null,
    ContainerIDFile: '',
    LogConfig: { Type: 'json-file', Config: new Map() },
    NetworkMode: hostConfig.networkMode,
    PortBindings: portBindings(hostConfig),
    RestartPolicy: { Name: name, MaximumRetryCount: maximumRetryCount },
    AutoRemove: hostConfig.autoRemove,
    VolumeDriver: '',
    VolumesFrom: null,
    // rows and columns of a terminal that nobody has attached
    ConsoleSize: [0, 0],
    CapAdd: null,
    CapDrop: null,
    CgroupnsMode: 'private',
    Dns: hostConfig.dns,
    DnsOptions: hostConfig.dnsOptions,
    DnsSearch: hostConfig.dnsSearch,
    ExtraHosts: hostConfig.extraHosts,
    GroupAdd: null,
    IpcMode: 'private',
    Cgroup: '',
    Links: links(state, container),
    OomScoreAdj: 0,
    PidMode: '',
    Privileged: false,
    PublishAllPorts: hostConfig.publishAll,
    ...UNLIMITED,
  }
}

/**
 * Bindings by container port, in the order given; `{}` without any. What was asked for, not which port was taken.
 */
function portBindings({ portBindings: specs }: HostConfig): GoValue {
  const ports = new Map<string, readonly GoValue[]>()
  for (const spec of specs) {
    const key = portText(spec)
    ports.set(key, [...(ports.get(key) ?? []), hostPortValue(spec)])
  }
  return ports
}

/**
 * Legacy links by the present names of both ends: `/db:/web/database` (daemon/inspect.go, daemon/links.go). The engine keeps the
 * record of a target that was removed, so its link stays, with the last name that it had.
 */
function links(state: DockerWorld, { name, links: all }: Container): GoValue {
  const texts = all.map(
    (link) => `/${knownContainer(state, link.target)?.name ?? link.name}:/${name}/${link.alias}`,
  )
  return texts.length > 0 ? texts : null
}

/** The fields from ReadonlyRootfs on: defaults of a Linux engine with cgroups v2. */
const UNLIMITED: GoStruct = {
  ReadonlyRootfs: false,
  SecurityOpt: null,
  UTSMode: '',
  UsernsMode: '',
  // bytes (daemon/config/config.go DefaultShmSize)
  ShmSize: 64 * 1024 * 1024,
  Runtime: 'runc',
  Isolation: '',
  CpuShares: 0,
  Memory: 0,
  NanoCpus: 0,
  CgroupParent: '',
  BlkioWeight: 0,
  BlkioWeightDevice: [],
  BlkioDeviceReadBps: [],
  BlkioDeviceWriteBps: [],
  BlkioDeviceReadIOps: [],
  BlkioDeviceWriteIOps: [],
  CpuPeriod: 0,
  CpuQuota: 0,
  CpuRealtimePeriod: 0,
  CpuRealtimeRuntime: 0,
  CpusetCpus: '',
  CpusetMems: '',
  Devices: [],
  DeviceCgroupRules: null,
  DeviceRequests: null,
  MemoryReservation: 0,
  MemorySwap: 0,
  MemorySwappiness: null,
  OomKillDisable: null,
  PidsLimit: null,
  Ulimits: [],
  CpuCount: 0,
  CpuPercent: 0,
  IOMaximumIOps: 0,
  IOMaximumBandwidth: 0,
  // what the OCI runtime hides of /proc and /sys from every container that is not privileged
  MaskedPaths: [
    '/proc/asound',
    '/proc/acpi',
    '/proc/interrupts',
    '/proc/kcore',
    '/proc/keys',
    '/proc/latency_stats',
    '/proc/timer_list',
    '/proc/timer_stats',
    '/proc/sched_debug',
    '/proc/scsi',
    '/sys/firmware',
    '/sys/devices/virtual/powercap',
  ],
  ReadonlyPaths: ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'],
}
