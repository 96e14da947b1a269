/** What `docker compose config` takes, and what then fails. The recording compose-mistakes has a real engine's word for most. */
import { expect, test } from 'vitest'
import { composeErrorText } from '../../../src/compose/compose.js'
import { projectOf } from '../read.js'

const mistakes = (text: string): readonly string[] => projectOf(text).mistakes.map(composeErrorText)

const pool = (inner: string): string =>
  `services: { a: { image: x } }\nnetworks: { default: { ipam: { config: [{ ${inner} }] } } }\n`
const service = (inner: string, rest = ''): string => `services: { a: { image: x, ${inner} } }\n${rest}`
const subnet = 'networks: { default: { ipam: { config: [{ subnet: 10.5.0.0/24 }] } } }\n'

test.each([
  [pool('subnet: 10.5.0.0'), "config[0].subnet: '10.5.0.0' is no subnet: write it as 10.5.0.0/16"],
  [
    pool('subnet: 10.5.0.9/24'),
    "subnet: '10.5.0.9/24' is an address in a subnet: write the subnet, 10.5.0.0/24",
  ],
  [pool('subnet: 10.5.0.0/24, ip_range: 10.6.0.0/25'), "ip_range: '10.6.0.0/25' is no part of its subnet"],
  [pool('subnet: 10.5.0.0/24, gateway: 10.6.0.1'), 'gateway: 10.6.0.1 is in none of the network'],
  [pool('subnet: 10.5.0.0/24, aux_addresses: { r: x }'), "aux_addresses.r: 'x' is no address of that kind"],
  [service('dns: nowhere'), "services.a.dns[0]: 'nowhere' is no address of a DNS server"],
  [service('extra_hosts: [b=nowhere]'), "extra_hosts.b: 'nowhere' is no address, nor host-gateway"],
  [service('mac_address: "02:42"'), "mac_address: '02:42' is no MAC address"],
  [
    service('scale: 2, ports: ["80:80"]'),
    'host port 80 can be bound only once, and the service has 2 containers',
  ],
  [
    service('networks: { default: { ipv4_address: 10.5.0.5 } }'),
    "give network 'default' an ipam.config with a subnet",
  ],
  [
    service('networks: { default: { ipv4_address: 10.6.0.5 } }', subnet),
    '10.6.0.5 is in none of the network',
  ],
  [
    service('networks: { default: { ipv4_address: "fd00::5" } }', subnet),
    "'fd00::5' is no address of that kind",
  ],
  [
    service('scale: 2, networks: { default: { ipv4_address: 10.5.0.5 } }', subnet),
    '10.5.0.5 cannot be the address of 2',
  ],
  [
    service('mac_address: "02:42:00:00:00:01", networks: { default: { mac_address: "02:42:00:00:00:02" } }'),
    "has one mac_address of its own and another on network 'default'",
  ],
])('%s', (text, expected) => {
  expect(mistakes(text)).toEqual([expect.stringContaining(expected)])
})

test('two services with one host port, unless they are on different addresses', () => {
  const two = (a: string, b: string) =>
    mistakes(`services:\n  a: { image: x, ports: ['${a}'] }\n  b: { image: x, ports: ['${b}'] }\n`)
  expect(two('80:80', '80:81')).toEqual([
    'compose.yaml:3:26: host port 80 is bound already, at compose.yaml:2:26',
  ])
  expect(two('127.0.0.1:80:80', '0.0.0.0:80:80')).toHaveLength(1)
  expect(two('127.0.0.1:80:80', '127.0.0.2:80:80')).toEqual([])
  expect(two('80:80', '80:80/udp')).toEqual([])
  expect(two('80-90:80', '80-90:80')).toEqual([])
})

test('two services with one address', () => {
  const a = 'image: x, networks: { default: { ipv4_address: 10.5.0.5 } }'
  expect(mistakes(`services:\n  a: { ${a} }\n  b: { ${a} }\n${subnet}`)).toEqual([
    'compose.yaml:3:41: 10.5.0.5 is the address of another service on this network, at compose.yaml:2:41',
  ])
})

test('nothing is wrong with what works', () => {
  expect(
    mistakes(service('scale: 2, ports: ["80-81:80", "90"], networks: { default: { aliases: [b] } }', subnet)),
  ).toEqual([])
})
