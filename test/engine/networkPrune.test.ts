import { expect, test } from 'vitest'
import { createLab } from '../../src/shell/lab/lab.js'

function cluster() {
  const lab = createLab()
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  lab.docker('h1', 'network create -d overlay --attachable used')
  lab.docker('h1', 'network create -d overlay --label keep idle')
  lab.docker('h1', 'network create own')
  lab.docker('h1', 'run -d --name web --network used alpine sleep 1000')
  return lab
}
const names = (lab: ReturnType<typeof cluster>) =>
  lab.docker('h1', 'network ls --format {{.Name}}').stdout.trim().split('\n')

test('a manager prunes networks of the cluster first, but not the ingress network and not one that is used', () => {
  const lab = cluster()
  expect(lab.docker('h1', 'network prune -f').stdout).toBe('Deleted Networks:\nidle\nown\n\n')
  expect(names(lab)).toEqual(['bridge', 'docker_gwbridge', 'host', 'ingress', 'none', 'used'])
})

test('filters hold for both kinds', () => {
  const lab = cluster()
  expect(lab.docker('h1', 'network prune -f --filter label!=keep').stdout).toBe('Deleted Networks:\nown\n\n')
})

test('only one time may be given', () => {
  const lab = cluster()
  const { stderr } = lab.docker('h1', 'network prune -f --filter until=1m --filter until=2m')
  expect(stderr).toBe('Error response from daemon: more than one until filter specified\n')
})
