import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

// docker/cli network/remove.go: the client asks, with -f too, and its input has ended
test('the ingress network is not removed without a yes', () => {
  const lab = createLab()
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  lab.docker('h1', 'network create net1')
  const { exit, stdout, stderr } = lab.docker('h1', 'network rm -f ingress net1')
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
  expect(stdout).toMatch(/^WARNING! Before removing the routing-mesh network.*\n.*\[y\/N\] net1\n$/)
  expect(lab.docker('h1', 'network ls -q --filter name=ingress').stdout).not.toBe('')
})
