import { expect, it } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

it('has a token for each role', () => {
  const lab = createLab({ hosts: 2 })
  lab.docker('h1', 'swarm init')
  const token = (role: string) => lab.docker('h1', `swarm join-token -q ${role}`).stdout.trim()
  expect(token('manager')).not.toBe(token('worker'))
  expect(lab.docker('h2', `swarm join --token ${token('manager')} 192.0.2.11`).stdout).toBe(
    'This node joined a swarm as a manager.\n',
  )
})
