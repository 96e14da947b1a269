import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

function cluster() {
  const lab = createLab()
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  lab.docker('h1', 'service create -d --name web alpine sleep 1000')
  return lab
}

// docker/cli system/inspect.go inspectAll
test('a manager finds services and nodes by name, with a type or without', () => {
  const lab = cluster()
  const name = (words: string) => lab.docker('h1', `inspect ${words}`).stdout
  expect(name('--format {{.Spec.Name}} web')).toBe('web\n')
  expect(name('--type service --format {{.Spec.Name}} web')).toBe('web\n')
  expect(name('--format {{.Description.Hostname}} h1')).toBe('h1\n')
  expect(lab.docker('h1', 'inspect nosuch').stderr).toBe('Error: No such object: nosuch\n')
})

test('an engine that manages nothing is not asked, unless the type is given', () => {
  const lab = createLab()
  expect(lab.docker('h1', 'inspect web').stderr).toBe('Error: No such object: web\n')
  expect(lab.docker('h1', 'inspect --type node h1').stderr).toMatch(
    /^Error response from daemon: This node is not a swarm manager\./,
  )
})
