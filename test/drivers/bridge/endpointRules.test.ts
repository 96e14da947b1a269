// What endpoints and their published ports add to the packet filter (recording rules-ports).
import { expect, test } from 'vitest'
import { Lab, options } from '../../cnm/lab.js'
import { recordedRules } from './recorded.js'

const recorded = (probe: number) => recordedRules('rules-ports', probe, ['net1'])

test('published ports: anywhere, on loopback, on one address, UDP, a range; and gone with their container', () => {
  const lab = new Lab()
  lab.bridge('net1')
  lab.run('aa', 'net1', { publish: ['8080:80'] })
  expect(lab.rules()).toEqual(recorded(0))
  lab.run('bb', 'net1', { publish: ['127.0.0.1:8081:80'] })
  expect(lab.rules()).toEqual(recorded(1))
  lab.run('cc', 'net1', { publish: ['192.0.2.11:8082:80', '5353:53/udp'] })
  expect(lab.rules()).toEqual(recorded(2))
  lab.run('dd', 'net1', { publish: ['9000:90', '9001:91', '9002:92'] })
  expect(lab.rules()).toEqual(recorded(3))
  lab.remove('aa')
  expect(lab.rules()).toEqual(recorded(4))
})

/** Only the rules that name an address of 172.18.0.0/16. */
const raw = (lab: Lab) => lab.rules().filter((line) => line.startsWith('-A PREROUTING -d 172.18.'))

test('trusted host interfaces may address a container directly', () => {
  const lab = new Lab()
  lab.bridge('net1', { options: options({ trusted_host_interfaces: 'eth0:wg0' }) })
  lab.run('aa', 'net1')
  expect(raw(lab)).toEqual([
    '-A PREROUTING -d 172.18.0.2/32 -i eth0 -j ACCEPT',
    '-A PREROUTING -d 172.18.0.2/32 -i wg0 -j ACCEPT',
    '-A PREROUTING -d 172.18.0.2/32 ! -i br-net1 -j DROP',
  ])
})

test.each(['routed', 'nat-unprotected'])('%s: no rule against direct access', (mode) => {
  const lab = new Lab()
  lab.bridge('net1', { options: options({ gateway_mode_ipv4: mode }) })
  lab.run('aa', 'net1')
  expect(raw(lab)).toEqual([])
})

test('a host port on IPv6 for a container without IPv6 is served by docker-proxy alone', () => {
  const lab = new Lab()
  lab.bridge('net1')
  lab.run('aa', 'net1', { publish: ['[::1]:8080:80'], listen: [80] })
  expect(lab.bindings('net1', 'aa')).toEqual(['::1:8080->172.18.0.2:80/tcp'])
  expect(lab.rules(6).filter((line) => line.includes('8080'))).toEqual([])
  expect(lab.http('h1', '::1', 8080)).toBe('aa')
})
