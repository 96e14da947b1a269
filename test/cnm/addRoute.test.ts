// Static routes of machines (the `route` lines of scenarios).
import { expect, test } from 'vitest'
import { cidr, ip, Lab, refusal } from './lab.js'
import { hostOf } from '../../src/cnm/lookup.js'

test('a route leads to the containers of another host, for whoever may address them', () => {
  const lab = new Lab()
  lab.bridge('net1', { options: [['com.docker.network.bridge.gateway_mode_ipv4', 'routed']] })
  lab.run('web', 'net1')
  expect(lab.ping('peer', '172.18.0.2')).toBe('network-unreachable')
  lab.apply({ do: 'addRoute', host: 'peer', to: cidr('172.18.0.0/16'), via: ip('192.0.2.11') })
  expect(lab.ping('peer', '172.18.0.2')).toBe('answered 63')
})

test('a second one to the same destination takes its place; one to nowhere is refused', () => {
  const lab = new Lab()
  const to = cidr('172.18.0.0/16')
  lab.apply({ do: 'addRoute', host: 'peer', to, via: ip('192.0.2.9') })
  lab.apply({ do: 'addRoute', host: 'peer', to, via: ip('192.0.2.11') })
  expect(hostOf(lab.world, 'peer').routes.filter((r) => r.to === to)).toMatchObject([{ via: '192.0.2.11' }])
  const via = ip('10.0.0.1')
  expect(refusal(() => lab.apply({ do: 'addRoute', host: 'peer', to, via }))).toBe('next-hop-unreachable')
  expect(refusal(() => lab.apply({ do: 'addRoute', host: 'h9', to, via }))).toBe('host-not-found')
})
