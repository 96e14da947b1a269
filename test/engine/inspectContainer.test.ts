import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseIp } from '../../src/addr/ip.js'
import { parseMac } from '../../src/addr/mac.js'
import type { GoValue } from '../../src/engine/goValue.js'
import { inspectContainer } from '../../src/engine/inspectContainer.js'
import type { DockerWorld } from '../../src/engine/state.js'
import type { Spec } from './build.js'
import { at, containerOf, env, oneHost, plain, withCreated, withNetwork, withRunning } from './build.js'
import { findEndpoint } from '../../src/cnm/lookup.js'

const inspect = (state: DockerWorld, name = 'ctr1'): GoValue =>
  inspectContainer(env, state, containerOf(state, name))
const onBridge: Spec = {
  name: 'ctr1',
  config: { tty: true, openStdin: true },
  networks: [{ network: 'bridge' }],
}

/** The keys of a real `docker inspect`, in order. */
const KEYS = {
  '':
    'Id Created Path Args State Image ResolvConfPath HostnamePath HostsPath LogPath Name RestartCount Driver Platform ' +
    'MountLabel ProcessLabel AppArmorProfile ExecIDs HostConfig GraphDriver Mounts Config NetworkSettings',
  State: 'Status Running Paused Restarting OOMKilled Dead Pid ExitCode Error StartedAt FinishedAt',
  HostConfig:
    'Binds ContainerIDFile LogConfig NetworkMode PortBindings RestartPolicy AutoRemove VolumeDriver VolumesFrom ConsoleSize ' +
    'CapAdd CapDrop CgroupnsMode Dns DnsOptions DnsSearch ExtraHosts GroupAdd IpcMode Cgroup Links OomScoreAdj PidMode ' +
    'Privileged PublishAllPorts ReadonlyRootfs SecurityOpt UTSMode UsernsMode ShmSize Runtime Isolation CpuShares Memory ' +
    'NanoCpus CgroupParent BlkioWeight BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps BlkioDeviceReadIOps ' +
    'BlkioDeviceWriteIOps CpuPeriod CpuQuota CpuRealtimePeriod CpuRealtimeRuntime CpusetCpus CpusetMems Devices ' +
    'DeviceCgroupRules DeviceRequests MemoryReservation MemorySwap MemorySwappiness OomKillDisable PidsLimit Ulimits ' +
    'CpuCount CpuPercent IOMaximumIOps IOMaximumBandwidth MaskedPaths ReadonlyPaths',
  Config:
    'Hostname Domainname User AttachStdin AttachStdout AttachStderr ExposedPorts Tty OpenStdin StdinOnce Env Cmd Image ' +
    'Volumes WorkingDir Entrypoint MacAddress OnBuild Labels',
  NetworkSettings:
    'Bridge SandboxID SandboxKey Ports HairpinMode LinkLocalIPv6Address LinkLocalIPv6PrefixLen SecondaryIPAddresses ' +
    'SecondaryIPv6Addresses EndpointID Gateway GlobalIPv6Address GlobalIPv6PrefixLen IPAddress IPPrefixLen IPv6Gateway ' +
    'MacAddress Networks',
}

test.each(Object.entries(KEYS))('the fields of .%s in the order of a recording', (path, keys) => {
  const config = { exposed: [{ port: 80, protocol: 'tcp' as const }], macAddress: '02:42:ac:aa:00:09' }
  const value = inspect(withCreated(oneHost(), { ...onBridge, config }))
  const part: object = Object(path === '' ? plain(value) : at(value, path))
  expect(Object.keys(part).join(' ')).toBe(keys)
})

test('a container on the default bridge, which shows at the top level too', () => {
  const state = withRunning(oneHost(), onBridge)
  const container = containerOf(state, 'ctr1')
  const endpoint = findEndpoint(state.cnm, container.attachments[0]?.endpoint ?? '')!
  expect(plain(inspect(state))).toMatchObject({
    Id: container.id,
    Path: 'ash',
    Args: [],
    State: {
      Status: 'running',
      Running: true,
      Paused: false,
      ExitCode: 0,
      Error: '',
      FinishedAt: '0001-01-01T00:00:00Z',
    },
    Name: '/ctr1',
    HostConfig: { NetworkMode: 'bridge', PortBindings: {}, Dns: [], ExtraHosts: null, Links: null },
    Mounts: [],
    Config: {
      Hostname: container.id.slice(0, 12),
      AttachStdin: false,
      AttachStdout: false,
      Tty: true,
      OpenStdin: true,
      StdinOnce: false,
      Env: null,
      Cmd: ['ash'],
      Image: 'alpine',
      Entrypoint: null,
      Labels: {},
    },
    NetworkSettings: {
      SandboxID: container.sandbox,
      SandboxKey: `/var/run/docker/netns/${(container.sandbox ?? '').slice(0, 12)}`,
      Ports: {},
      EndpointID: endpoint.id,
      Gateway: '172.17.0.1',
      IPAddress: '172.17.0.2',
      IPPrefixLen: 16,
      MacAddress: endpoint.mac,
      Networks: { bridge: { EndpointID: endpoint.id, IPAddress: '172.17.0.2', DNSNames: null } },
    },
  })
  expect(at(inspect(state), 'State', 'Pid')).toBeGreaterThan(0)
})

test('on another network the top level stays empty', () => {
  const state = withRunning(withNetwork(oneHost(), 'net1'), { name: 'ctr1', networks: [{ network: 'net1' }] })
  expect(at(inspect(state), 'NetworkSettings')).toMatchObject({
    EndpointID: '',
    Gateway: '',
    IPAddress: '',
    IPPrefixLen: 0,
    MacAddress: '',
    Networks: { net1: { IPAddress: '172.18.0.2' } },
  })
})

test('the program is the entrypoint with the command behind it', () => {
  const state = withCreated(oneHost(), {
    ...onBridge,
    config: { entrypoint: ['sh', '-c'], cmd: ['ls', '/'] },
  })
  expect(plain(inspect(state))).toMatchObject({ Path: 'sh', Args: ['-c', 'ls', '/'] })
})

test('created: no process, no sandbox, no files', () => {
  expect(plain(inspect(withCreated(oneHost(), onBridge)))).toMatchObject({
    State: { Status: 'created', Running: false, Pid: 0, StartedAt: '0001-01-01T00:00:00Z' },
    ResolvConfPath: '',
    NetworkSettings: { SandboxID: '', SandboxKey: '', Ports: {}, Networks: { bridge: { NetworkID: '' } } },
  })
})

test('stopped: the exit code, and the sandbox is forgotten', () => {
  const record = { status: 'exited' as const, exitCode: 137, startedAt: 3, finishedAt: 9 }
  expect(plain(inspect(withCreated(oneHost(), { ...onBridge, record })))).toMatchObject({
    State: {
      Status: 'exited',
      Running: false,
      Pid: 0,
      ExitCode: 137,
      StartedAt: '2026-01-01T00:00:03Z',
      FinishedAt: '2026-01-01T00:00:09Z',
    },
    NetworkSettings: { SandboxID: '', SandboxKey: '', Ports: {}, IPAddress: '' },
  })
})

test('paused is running, too', () => {
  const state = withRunning(oneHost(), { ...onBridge, record: { status: 'paused' } })
  expect(at(inspect(state), 'State')).toMatchObject({ Status: 'paused', Running: true, Paused: true })
})

test("with the host's network the sandbox is the default namespace", () => {
  const spec = { name: 'ctr1', networks: [{ network: 'host' }], sandbox: { useHost: true } }
  expect(at(inspect(withRunning(oneHost(), spec)), 'NetworkSettings')).toMatchObject({
    SandboxKey: '/var/run/docker/netns/default',
    Ports: {},
    Networks: { host: { IPAddress: '' } },
  })
})

test("with another container's network there is nothing of its own", () => {
  const owner = withRunning(oneHost(), onBridge)
  const { id, sandbox } = containerOf(owner, 'ctr1')
  const hostConfig = { networkMode: `container:${id}` }
  const record = { status: 'running' as const, startedAt: 8, sandbox, sharedWith: id }
  const value = inspect(withCreated(owner, { name: 'side1', hostConfig, record }), 'side1')
  expect(plain(value)).toMatchObject({
    HostsPath: `/var/lib/docker/containers/${id}/hosts`,
    HostConfig: { NetworkMode: `container:${id}` },
    NetworkSettings: { SandboxID: '', Ports: {}, Networks: {} },
  })
})

test('ports, name servers and hosts as they were asked for', () => {
  const tcp = (port: number, hostIp: string, hostPort: string) => ({
    port,
    protocol: 'tcp' as const,
    hostIp,
    hostPort,
  })
  const hostConfig = {
    portBindings: [tcp(443, '', '8087'), tcp(80, '192.0.2.11', '8082'), tcp(80, '', '8080')],
    dns: [parseIp('192.0.2.1')!],
    dnsOptions: ['ndots:2'],
    dnsSearch: ['lan'],
    extraHosts: ['gate:192.0.2.50'],
    restartPolicy: { name: 'on-failure', maximumRetryCount: 3 },
  }
  expect(at(inspect(withCreated(oneHost(), { ...onBridge, hostConfig })), 'HostConfig')).toMatchObject({
    PortBindings: {
      '443/tcp': [{ HostIp: '', HostPort: '8087' }],
      '80/tcp': [
        { HostIp: '192.0.2.11', HostPort: '8082' },
        { HostIp: '', HostPort: '8080' },
      ],
    },
    Dns: ['192.0.2.1'],
    DnsOptions: ['ndots:2'],
    DnsSearch: ['lan'],
    ExtraHosts: ['gate:192.0.2.50'],
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
  })
})

test('legacy links go by the present names of both ends', () => {
  const db = withCreated(oneHost(), { name: 'db1' })
  const links = [{ target: containerOf(db, 'db1').id, name: 'db1', alias: 'database' }]
  const state = withCreated(db, { name: 'web1', record: { links } })
  expect(at(inspect(state, 'web1'), 'HostConfig', 'Links')).toEqual(['/db1:/web1/database'])
})

test('a legacy link outlives its target', () => {
  const links = [{ target: 'f'.repeat(64), name: 'mail', alias: 'linked' }]
  const hostConfig = { links: ['mail:linked'] }
  const state = withCreated(oneHost(), { name: 'z9', hostConfig, record: { links } })
  expect(at(inspect(state, 'z9'), 'HostConfig', 'Links')).toEqual(['/mail:/z9/linked'])
})

test('attached to the terminal: stdin is closed with it', () => {
  const config = { attached: true, openStdin: true }
  expect(at(inspect(withCreated(oneHost(), { ...onBridge, config })), 'Config')).toMatchObject({
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    StdinOnce: true,
  })
})

test('the MAC address asked for on the main network is the container-wide one, too', () => {
  const settings = { macAddress: parseMac('02:42:0a:0a:00:20')! }
  const networks = [{ network: 'net1', settings }, { network: 'net2' }]
  const state = withCreated(oneHost(), { name: 'ctr1', networks })
  expect(at(inspect(state), 'Config', 'MacAddress')).toBe('02:42:0a:0a:00:20')
  const other = withCreated(oneHost(), { name: 'ctr1', networks, hostConfig: { networkMode: 'net2' } })
  expect(at(inspect(other), 'Config', 'MacAddress')).toBeUndefined()
})

test('whatever a network is called, the container shows it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor'))),
      (names) => {
        const networks = names.map((network) => ({ network }))
        const value = inspect(withCreated(oneHost(), { name: 'ctr1', networks }))
        const settings: unknown = Reflect.get(Object(value), 'NetworkSettings')
        const shown: ReadonlyMap<string, GoValue> = Reflect.get(Object(settings), 'Networks')
        expect([...shown.keys()]).toEqual(names)
      },
    ),
  )
})
