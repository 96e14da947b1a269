import { expect, test } from 'vitest'
import { engineErrorText } from '../../../src/engine/errors.js'
import { networkRemove } from '../../../src/engine/networkRemove.js'
import { createLab } from '../../../src/shell/lab/lab.js'
import { env } from '../build.js'

/** What the manager says when the networks are removed; the service publishes a port. */
function removed(network: string, service = ''): string {
  const lab = createLab()
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  const id = lab.docker('h1', 'network create -d overlay --attachable ov1').stdout.trim()
  const made = service === '' ? '' : lab.docker('h1', `service create -d ${service} nginx`).stdout.trim()
  const done = networkRemove(env, lab.world, 'h1', network)
  if (done.ok) return ''
  return engineErrorText(done.error.error)
    .replace(id, 'NETWORK')
    .replace(made || '-', 'SERVICE')
}
const PREFIX = 'rpc error: code = FailedPrecondition desc = '

// swarmkit manager/controlapi/network.go removeNetwork, removeIngressNetwork
test('a network that a service names is in use', () => {
  expect(removed('ov1', '--network ov1')).toBe(`${PREFIX}network NETWORK is in use by service SERVICE`)
})

test('the ingress network is in use by services with ports of the routing mesh only', () => {
  const refusal = `${PREFIX}ingress network cannot be removed because service SERVICE depends on it`
  expect(removed('ingress', '-p 8080:80')).toBe(refusal)
  expect(removed('ingress', '-p mode=host,published=8080,target=80')).toBe('')
})
