// Ports of the routing mesh in `docker service ls`; the first case is from a recording (service-errors).
import { expect, test } from 'vitest'
import { servicePorts } from '../../../src/shell/docker/servicePorts.js'
import { port } from '../../engine/service/build.js'

test.each([
  [[port(30_000, 80), port(30_001, 81)], '*:30000-30001->80-81/tcp'],
  [[port(8080, 80)], '*:8080->80/tcp'],
  [[port(81, 80), port(80, 80)], '*:80-81->80/tcp'],
  [[port(80, 80), port(81, 81), port(82, 80)], '*:80-81->80-81/tcp, *:82->80/tcp'],
  [[port(8080, 80), port(8053, 53, 'ingress', 'udp')], '*:8080->80/tcp, *:8053->53/udp'],
  [[port(8080, 80, 'host')], ''],
  [[], ''],
])('%#', (ports, text) => {
  expect(servicePorts(ports)).toBe(text)
})
