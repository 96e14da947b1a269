// Expectations: what busybox 1.37 printed in containers of Docker Engine 28.5.2, with the numbers and MAC addresses that
// differ from run to run put in by hand.
import { expect, it } from 'vitest'
import { mustParseIp } from '../../../src/addr/ip.js'
import { parseMac } from '../../../src/addr/mac.js'
import { dataPlane } from '../../../src/cnm/dataPlane.js'
import type { World } from '../../../src/cnm/world.js'
import { askerOf } from '../../../src/reach/asker.js'
import { ipAddr, ipLink } from '../../../src/reach/print/link.js'
import type { Selection } from '../../../src/reach/print/link.js'
import { ipRoute } from '../../../src/reach/print/route.js'
import { connected, env, idOf, lab, must, subnets, withContainer, withNetwork } from '../lab.js'

const mac = parseMac('c6:f8:c2:97:63:17') ?? null
const nets = withNetwork(withNetwork(lab(), 'net1', subnets('172.18.0.0/16', 'fd00:abcd::/64')), 'net2')
const one = withContainer(nets, 'web1', { on: [{ network: 'net1', mac }] })
const linkLocal = [mustParseIp('169.254.7.7')]
const world = connected(one, 'web1', {
  network: 'net2',
  mac: parseMac('7a:d3:7a:8b:a3:d9') ?? null,
  linkLocal,
})

function inside(w: World, name: string) {
  const plane = dataPlane(env, w)
  const namespace = plane.namespace(askerOf(w, idOf(w, name)).namespace)
  if (!namespace) throw new Error(name)
  return { plane, namespace }
}
const addr = (chosen?: Selection, w = world, name = 'web1') => {
  const { plane, namespace } = inside(w, name)
  return ipAddr(plane, namespace, chosen)
}

const LO = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
    inet6 ::1/128 scope host$
       valid_lft forever preferred_lft forever
`
const ETH0 = `2: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue$
    link/ether c6:f8:c2:97:63:17 brd ff:ff:ff:ff:ff:ff
    inet 172.18.0.2/16 brd 172.18.255.255 scope global eth0
       valid_lft forever preferred_lft forever
    inet6 fd00:abcd::2/64 scope global flags 02$
       valid_lft forever preferred_lft forever
    inet6 fe80::c4f8:c2ff:fe97:6317/64 scope link$
       valid_lft forever preferred_lft forever
`
const ETH1 = `3: eth1@if6: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue$
    link/ether 7a:d3:7a:8b:a3:d9 brd ff:ff:ff:ff:ff:ff
    inet 172.19.0.2/16 brd 172.19.255.255 scope global eth1
       valid_lft forever preferred_lft forever
    inet 169.254.7.7/16 brd 169.254.255.255 scope global eth1
       valid_lft forever preferred_lft forever
`
/** A blank at the end of a line is written as `$` here, where an editor would take it away. */
const text = (lines: string): string => lines.replaceAll('$\n', ' \n')

it('ip addr', () => {
  expect(must(addr())).toBe(text(LO + ETH0 + ETH1))
  expect(must(addr({ device: 'eth0' }))).toBe(text(ETH0))
  expect(must(addr({}, withContainer(lab(), 'web2', { on: ['none'] }), 'web2'))).toBe(text(LO))
})

it('ip addr of one family', () => {
  expect(must(addr({ family: 4, device: 'eth0' }))).toBe(
    text(`2: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue$
    inet 172.18.0.2/16 brd 172.18.255.255 scope global eth0
       valid_lft forever preferred_lft forever
`),
  )
  expect(must(addr({ family: 6 }))).toBe(
    text(`1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qlen 1000
    inet6 ::1/128 scope host$
       valid_lft forever preferred_lft forever
2: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500$
    inet6 fd00:abcd::2/64 scope global flags 02$
       valid_lft forever preferred_lft forever
    inet6 fe80::c4f8:c2ff:fe97:6317/64 scope link$
       valid_lft forever preferred_lft forever
`),
  )
})

it('ip -o addr', () => {
  expect(
    must(addr({ oneLine: true }))
      .split('\n')
      .slice(0, 3),
  ).toEqual([
    '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever',
    '1: lo    inet6 ::1/128 scope host \\       valid_lft forever preferred_lft forever',
    '2: eth0    inet 172.18.0.2/16 brd 172.18.255.255 scope global eth0\\       valid_lft forever preferred_lft forever',
  ])
})

it('ip link', () => {
  const { plane, namespace } = inside(world, 'web1')
  const [head = '', ether = ''] = ETH0.split('\n')
  expect(must(ipLink(plane, namespace, { device: 'eth0' }))).toBe(text(`${head}\n${ether}\n`))
  expect(must(ipLink(plane, namespace, { device: 'lo', oneLine: true }))).toBe(
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\\    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n',
  )
})

it('complains of a device that is not there', () => {
  expect(addr({ device: 'nosuch' })).toEqual({ ok: false, error: "ip: can't find device 'nosuch'\n" })
})

it('a bridge without ports has no carrier; a machine’s addresses have no broadcast address', () => {
  const lines = must(addr({}, lab(), 'h1')).split('\n')
  expect(lines).toContain('3: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue ')
  expect(lines).toContain('    inet 192.0.2.11/24 scope global eth0')
  expect(lines).toContain('    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0')
  const used = must(addr({}, withContainer(lab(), 'ctr1'), 'h1')).split('\n')
  expect(used).toContain('3: docker0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue ')
})

it('ip route', () => {
  const { namespace } = inside(world, 'web1')
  expect(ipRoute(namespace)).toBe(
    text(`default via 172.18.0.1 dev eth0$
169.254.0.0/16 dev eth1 scope link  src 169.254.7.7$
172.18.0.0/16 dev eth0 scope link  src 172.18.0.2$
172.19.0.0/16 dev eth1 scope link  src 172.19.0.2$
`),
  )
  expect(ipRoute(namespace, 6)).toBe(
    text(`fd00:abcd::/64 dev eth0  metric 256$
fe80::/64 dev eth0  metric 256$
default via fd00:abcd::1 dev eth0  metric 1024$
`),
  )
})
