import { expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { exposuresOf } from '../../src/draw/exposure.js'
import type { PortBinding } from '../../src/drivers/api.js'

const binding = (hostIp: string, hostPort: number, containerPort = 80): PortBinding => ({
  protocol: 'tcp',
  containerIp: mustParseIp('172.18.0.2'),
  containerPort,
  hostIp: mustParseIp(hostIp),
  hostPort,
})

test('a port on every address of both families is one exposure', () => {
  expect(exposuresOf([binding('0.0.0.0', 8080), binding('::', 8080)])).toEqual([
    { to: 'anyone', text: '*:8080 → 80/tcp' },
  ])
})

test('the families are told apart where their ports differ', () => {
  expect(exposuresOf([binding('0.0.0.0', 8080), binding('::', 8081)]).map(({ text }) => text)).toEqual([
    '0.0.0.0:8080 → 80/tcp',
    '[::]:8081 → 80/tcp',
  ])
})

test('ports of equal sandboxes are told as a range', () => {
  expect(exposuresOf([8082, 8080, 8081].map((port) => binding('0.0.0.0', port)))).toEqual([
    { to: 'anyone', text: '0.0.0.0:8080-8082 → 80/tcp' },
  ])
})

test('a loopback address is open to the host alone', () => {
  expect(exposuresOf([binding('127.0.0.1', 5432, 5432)])).toEqual([
    { to: 'host', text: '127.0.0.1:5432 → 5432/tcp' },
  ])
})

test('a routed port has no port of the host', () => {
  expect(exposuresOf([binding('0.0.0.0', 0)])).toEqual([{ to: 'route', text: 'by route → 80/tcp' }])
})
