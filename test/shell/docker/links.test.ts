// The expected outputs are those of a real engine.
import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

const linked = () => {
  const lab = createLab()
  lab.docker('h1', 'run -d --name db --expose 80-82 --expose 7/udp -e A=1 alpine httpd -f')
  lab.docker('h1', 'run -d --name web --link db:data-base alpine httpd -f')
  return lab
}

test('a link puts where the target is, its ports and its variables into the environment', () => {
  const lines = linked().docker('h1', 'exec web env').stdout.split('\n')
  expect(lines.filter((line) => line.startsWith('DATA_BASE_'))).toEqual([
    'DATA_BASE_PORT=tcp://172.17.0.2:80',
    ...['80', '81', '82'].flatMap((port) => [
      `DATA_BASE_PORT_${port}_TCP=tcp://172.17.0.2:${port}`,
      `DATA_BASE_PORT_${port}_TCP_ADDR=172.17.0.2`,
      `DATA_BASE_PORT_${port}_TCP_PORT=${port}`,
      `DATA_BASE_PORT_${port}_TCP_PROTO=tcp`,
    ]),
    // the run of ports is told where the next port breaks it
    'DATA_BASE_PORT_7_UDP=udp://172.17.0.2:7',
    'DATA_BASE_PORT_7_UDP_ADDR=172.17.0.2',
    'DATA_BASE_PORT_7_UDP_PORT=7',
    'DATA_BASE_PORT_7_UDP_PROTO=udp',
    'DATA_BASE_PORT_80_TCP_START=tcp://172.17.0.2:80',
    'DATA_BASE_PORT_80_TCP_PORT_START=80',
    'DATA_BASE_PORT_80_TCP_END=tcp://172.17.0.2:82',
    'DATA_BASE_PORT_80_TCP_PORT_END=82',
    'DATA_BASE_NAME=/web/data-base',
    'DATA_BASE_ENV_A=1',
  ])
})

test('a link is a name of its target, in docker ps --no-trunc and wherever a container is named', () => {
  const lab = linked()
  expect(lab.docker('h1', 'ps --no-trunc --format {{.Names}}').stdout).toBe('web\ndb,web/data-base\n')
  expect(lab.docker('h1', 'ps --format {{.Names}}').stdout).toBe('web\ndb\n')
  expect(lab.docker('h1', 'inspect -f {{.Name}} web/data-base').stdout).toBe('/db\n')
  lab.docker('h1', 'rename web front')
  expect(lab.docker('h1', 'inspect -f {{.Name}} front/data-base').stdout).toBe('/db\n')
})

test('docker rm --link takes the name, the variables and the lines in /etc/hosts away', () => {
  const lab = linked()
  expect(lab.docker('h1', 'rm --link db').stderr).toBe(
    'Error response from daemon: Conflict, cannot remove the default link name of the container\n',
  )
  expect(lab.docker('h1', 'rm --link web/nosuch').stderr).toBe(
    'Error response from daemon: No such container: web/nosuch\n',
  )
  expect(lab.docker('h1', 'rm --link web/data-base').stdout).toBe('web/data-base\n')
  expect(lab.docker('h1', 'ps --no-trunc --format {{.Names}}').stdout).toBe('web\ndb\n')
  expect(lab.docker('h1', 'exec web env').stdout).not.toContain('DATA_BASE')
  expect(lab.docker('h1', 'exec web cat /etc/hosts').stdout).not.toContain('172.17.0.2')
})

test('of two links with one alias the first has it', () => {
  const lab = linked()
  lab.docker('h1', 'run -d --name last --link db:x --link web:x alpine httpd -f')
  expect(lab.docker('h1', 'inspect -f {{.HostConfig.Links}} last').stdout).toBe('[/db:/last/x]\n')
})
