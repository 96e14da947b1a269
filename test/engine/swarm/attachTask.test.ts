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

// recorded: overlay-node-drained
test.each(['drain', 'pause'])(
  'a node of availability %s takes no new container, and keeps those it has',
  (availability) => {
    const lab = createLab()
    lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
    lab.docker('h1', 'network create -d overlay --attachable ov1')
    lab.docker('h1', 'run -dit --name c1 --network ov1 alpine')
    lab.docker('h1', `node update --availability ${availability} h1`)
    expect(lab.docker('h1', 'run -dit --name c2 --network ov1 alpine').stderr).toContain(
      'attaching to network failed, make sure your network options are correct and check manager logs',
    )
    expect(lab.docker('h1', 'ps --format {{.Names}}').stdout).toBe('c1\n')
    lab.docker('h1', 'node update --availability active h1')
    expect(lab.docker('h1', 'start c2').exit).toBe(0)
  },
)
