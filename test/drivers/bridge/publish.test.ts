// Which bindings the port requests of an endpoint become (the cases of moby port_mapping_linux_test.go TestAddPortMappings).
import { expect, test } from 'vitest'
import type { HostInfo } from '../../../src/drivers/api.js'
import { publish } from '../../../src/drivers/bridge/publish.js'
import { device, ip, listener, options, port, prefix } from '../../cnm/lab.js'
import { dual, endpointInfo, hostInfo } from '../info.js'

const SIX = 'fdf8:b88e:bb5c:3483::2'

interface Case {
  /** `-p` texts. */
  readonly ports: string
  readonly options?: Readonly<Record<string, string>>
  /** The container has no IPv6 address. */
  readonly only4?: boolean
  readonly noProxy?: boolean
  /** Another endpoint of the sandbox is its IPv6 gateway. */
  readonly noProxy6To4?: boolean
  readonly busy?: number
  readonly addresses?: readonly string[]
  /** `hostIp:hostPort->4:port`, 4 or 6 for the container's addresses; or the error. */
  readonly expected: string
}

function bindings(given: Case): string {
  const endpoint = endpointInfo({
    address6: given.only4 ? null : prefix(`${SIX}/64`),
    publish: given.ports.split(' ').map(port),
  })
  const host: Partial<HostInfo> = {
    userlandProxy: !given.noProxy,
    interfaces: [device('eth0', given.addresses ?? [], null)],
    ports: {
      bindings: [],
      cursors: [],
      listeners:
        given.busy === undefined
          ? []
          : [
              { ...listener('h1', given.busy), family: 4 },
              { ...listener('h1', given.busy, 'udp'), family: 4 },
            ],
    },
  }
  const network = dual({ options: options(given.options ?? {}) })
  const published = publish(network, endpoint, !given.noProxy6To4, hostInfo(host))
  if (!published.ok) return published.error.message
  return published.value.bindings
    .map(({ hostIp, hostPort, containerIp, containerPort, protocol }) => {
      const end = containerIp === ip(SIX) ? 6 : 4
      return `${hostIp}:${hostPort}->${end}:${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`
    })
    .join(' ')
}

/** On 0.0.0.0 and on ::, under one number. */
const any = (hostPort: number, containerPort: number | string) =>
  `0.0.0.0:${hostPort}->4:${containerPort} :::${hostPort}->6:${containerPort}`

const E = 32768
const BINDING = 'host_binding_ipv4'
const routed4 = { gateway_mode_ipv4: 'routed' }
const routed6 = { gateway_mode_ipv6: 'routed' }
const routed = { ...routed4, ...routed6 }
const range6 = ['80', '81', '82', '80/udp', '81/udp', '82/udp'].map((end) => `8080-8083:${end}`).join(' ')

const CASES: Readonly<Record<string, Case>> = {
  defaults: { ports: '22 80', expected: `${any(E, 22)} ${any(E + 1, 80)}` },
  'specific host port': { ports: '8080:80', expected: any(8080, 80) },
  'specific host port in use': {
    ports: '8080:80',
    busy: 8080,
    expected: 'failed to bind host port for 0.0.0.0:8080:172.19.0.2:80/tcp: address already in use',
  },
  'host port range with the first port in use': {
    ports: '8080-8081:80',
    busy: 8080,
    expected: any(8081, 80),
  },
  'several host addresses with a range and its first port in use': {
    ports: '0.0.0.0:8080-8081:80 [::]:8080-8081:80',
    busy: 8080,
    expected: any(8081, 80),
  },
  'host port range with a busy port': {
    ports: range6,
    busy: 8082,
    expected: [
      any(8080, 80),
      any(8080, '80/udp'),
      any(8081, 81),
      any(8081, '81/udp'),
      any(8083, 82),
      any(8083, '82/udp'),
    ].join(' '),
  },
  'host port range exhausted': {
    ports: '8080-8082:80 8080-8082:81 8080-8082:82',
    busy: 8081,
    expected: 'failed to bind host port 8081 for 0.0.0.0:8080-8082:172.19.0.2:82/tcp: address already in use',
  },
  'host IPv6 to an IPv4-only container, by the proxy': {
    ports: '0.0.0.0::80 [::]::80',
    only4: true,
    expected: `0.0.0.0:${E}->4:80 :::${E}->4:80`,
  },
  'to an IPv4-only container, when another endpoint is the IPv6 gateway': {
    ports: '80',
    only4: true,
    noProxy6To4: true,
    expected: `0.0.0.0:${E}->4:80`,
  },
  'host IPv6 to an IPv4-only container, without the proxy': {
    ports: '0.0.0.0::80 [::]::80',
    only4: true,
    noProxy: true,
    expected: `0.0.0.0:${E}->4:80`,
  },
  'default host address is IPv4': {
    ports: '80',
    options: { [BINDING]: '127.0.0.1' },
    expected: `127.0.0.1:${E}->4:80`,
  },
  'default host address is ::': { ports: '80', options: { [BINDING]: '::' }, expected: `:::${E}->6:80` },
  'default host address is ::1': { ports: '80', options: { [BINDING]: '::1' }, expected: `::1:${E}->6:80` },
  'exact host ports, by container port': {
    ports: '8080:80 2222:22',
    expected: `${any(2222, 22)} ${any(8080, 80)}`,
  },
  'routed IPv6': {
    ports: '22 80',
    options: routed6,
    expected: `0.0.0.0:${E}->4:22 :::0->6:22 0.0.0.0:${E + 1}->4:80 :::0->6:80`,
  },
  'routed IPv6 with an IPv6 default': {
    ports: '22 80',
    options: { ...routed6, [BINDING]: '::1' },
    expected: ':::0->6:22 :::0->6:80',
  },
  'routed IPv4': {
    ports: '22 80',
    options: routed4,
    expected: `0.0.0.0:0->4:22 :::${E}->6:22 0.0.0.0:0->4:80 :::${E + 1}->6:80`,
  },
  'routed both': { ports: '22 80', options: routed, expected: `${any(0, 22)} ${any(0, 80)}` },
  'IPv6 mapping to an IPv4-only container, without the proxy': {
    ports: '[::1]::22',
    only4: true,
    noProxy: true,
    expected: '',
  },
  'IPv6 default to an IPv4-only container, without the proxy': {
    ports: '22',
    only4: true,
    noProxy: true,
    options: { [BINDING]: '::1' },
    expected: '',
  },
  'routed with specific addresses': {
    ports: '127.0.0.1::22 [::1]::22',
    options: routed,
    expected: any(0, 22),
  },
  'routed IPv4 with an IPv4 default': {
    ports: '22',
    options: { ...routed4, [BINDING]: '127.0.0.1' },
    expected: '0.0.0.0:0->4:22',
  },
  'routed IPv4 with an IPv6 default': {
    ports: '22',
    options: { ...routed4, [BINDING]: '::1' },
    expected: `::1:${E}->6:22`,
  },
  'routed with a host port': { ports: '2222:22', options: routed, expected: any(0, 22) },
  'the same port on several host addresses': {
    addresses: ['192.168.1.2/24', 'fd0c:9167:5b11::2/64', 'fd0c:9167:5b11::3/64'],
    ports:
      '[fd0c:9167:5b11::2]::80 192.168.1.2::80 [fd0c:9167:5b11::2]::22 [fd0c:9167:5b11::3]::22 192.168.1.2::22 ' +
      '12345-12346:12345 12345:12345',
    expected: [
      any(12345, 12345),
      `192.168.1.2:${E}->4:22 fd0c:9167:5b11::2:${E}->6:22 fd0c:9167:5b11::3:${E}->6:22`,
      `192.168.1.2:${E + 1}->4:80 fd0c:9167:5b11::2:${E + 1}->6:80`,
      any(12346, 12345),
    ].join(' '),
  },
  'the same TCP port twice, as a real engine says': {
    ports: '8080:80 8080:80',
    expected: 'failed to listen on TCP socket: address already in use',
  },
  'everywhere and on one address too': {
    ports: '8080:80 127.0.0.1:8080:80',
    expected: 'failed to listen on TCP socket: address already in use',
  },
  'UDP does not mind': {
    ports: '8080:80/udp 127.0.0.1:8080:80/udp',
    expected: '0.0.0.0:8080->4:80/udp :::8080->6:80/udp 127.0.0.1:8080->4:80/udp',
  },
  'an address that the host does not have': {
    ports: '192.0.2.77:8081:80',
    expected:
      'failed to bind host port for 192.0.2.77:8081:172.19.0.2:80/tcp: cannot assign requested address',
  },
}

test.each(Object.entries(CASES))('%s', (_, given) => expect(bindings(given)).toBe(given.expected))
