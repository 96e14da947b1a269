// The expected outputs are those of a real engine, but for what begins with cnm-sim.
import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

test('docker wait prints the exit codes of containers that do not run', () => {
  const lab = createLab()
  lab.docker('h1', 'run -d --name web alpine httpd -f')
  lab.docker('h1', 'run --name done alpine false')
  const { world } = lab
  expect(lab.docker('h1', 'wait done nosuch')).toEqual({
    exit: 1,
    stdout: '1\n',
    stderr: 'Error response from daemon: No such container: nosuch\n',
  })
  expect(lab.docker('h1', 'wait web').stderr).toMatch(/^cnm-sim: web runs, and nothing would end it/)
  expect(lab.world).toBe(world)
})

test('docker container prune removes what does not run, newest first', () => {
  const lab = createLab()
  const made = [
    'create --name a1 alpine',
    'create --name a2 --label keep alpine',
    'run --name a3 alpine true',
  ].map((command) => lab.docker('h1', command))
  lab.docker('h1', 'run -d --name web alpine httpd -f')
  const third = lab.docker('h1', 'inspect -f {{.Id}} a3').stdout
  expect(lab.docker('h1', 'container prune -f --filter label!=keep').stdout).toBe(
    `Deleted Containers:\n${third}${made[0]?.stdout ?? ''}\nTotal reclaimed space: 0B\n`,
  )
  expect(lab.docker('h1', 'ps -a --format {{.Names}}').stdout).toBe('web\na2\n')
  expect(lab.docker('h1', 'container prune -f --filter until=1s --filter until=2s').stderr).toBe(
    'Error response from daemon: more than one until filter specified\n',
  )
  expect(lab.docker('h1', 'container prune').stdout).toMatch(/^WARNING! .*\[y\/N\] $/s)
})

test('an empty name is not even asked about', () => {
  const lab = createLab()
  const container = 'invalid container name or ID: value is empty\n'
  for (const command of [
    'exec "" true',
    'inspect ""',
    'stop ""',
    'kill ""',
    'port ""',
    'network connect bridge ""',
  ])
    expect(lab.docker('h1', command).stderr).toContain(container)
  expect(lab.docker('h1', 'network inspect ""').stderr).toBe('invalid network name or ID: value is empty\n')
})

test('what is exposed with a protocol that there is not is kept as it was written', () => {
  const lab = createLab()
  lab.docker('h1', 'run -d --name web --expose 80/foo --expose 81/TCP alpine httpd -f')
  expect(lab.docker('h1', 'inspect -f "{{json .Config.ExposedPorts}}" web').stdout).toBe(
    '{"80/foo":{},"81/TCP":{}}\n',
  )
  expect(lab.docker('h1', 'ps --format {{.Ports}}').stdout).toBe('80/0, 81/tcp\n')
})

test('without a command a container runs the shell of its image, which stays while it has something to read', () => {
  const lab = createLab()
  lab.docker('h1', 'run -dit --name t1 alpine')
  lab.docker('h1', 'run -d --name t2 alpine')
  lab.docker('h1', 'run -d --name t3 alpine sh -c "echo hi; httpd -f -p 81"')
  expect(lab.docker('h1', 'ps -a --format "{{.Names}} {{.State}} {{.Command}}"').stdout).toBe(
    't3 running "sh -c \'echo hi; htt…"\nt2 exited "/bin/sh"\nt1 running "/bin/sh"\n',
  )
  expect(lab.http('h1', '172.17.0.3', 81).verdict).toBe('reachable')
  expect(lab.docker('h1', 'create --entrypoint "" alpine').stderr).toBe(
    'Error response from daemon: no command specified\n',
  )
})
