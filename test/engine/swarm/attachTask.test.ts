import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

// swarmkit manager/resourceapi/allocator.go AttachNetwork says what was asked for, not what it found
test('a network that is not attachable is called as the user called it', () => {
  const lab = createLab()
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  const id = lab.docker('h1', 'network create -d overlay ov1').stdout.trim()
  const refused = (term: string) => lab.docker('h1', `run -d --network ${term} alpine sleep 1000`).stderr
  for (const term of ['ov1', id]) expect(refused(term)).toContain(`network ${term} not manually attachable`)
})
