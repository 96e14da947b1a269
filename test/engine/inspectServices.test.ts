// `docker network inspect --verbose`, as recorded of an engine with a service and a container on one overlay.
import { expect, test } from 'vitest'
import { createLab } from '../../src/shell/lab/lab.js'

const lab = createLab({ hosts: 2 })
const docker = (host: string, line: string): string => {
  const { exit, stdout, stderr } = lab.docker(host, line)
  if (exit !== 0) throw new Error(stderr)
  return stdout.trim()
}
docker('h1', 'swarm init --advertise-addr 192.0.2.11')
docker('h2', `swarm join --token ${docker('h1', 'swarm join-token -q worker')} 192.0.2.11:2377`)
docker('h1', 'network create -d overlay --attachable ov1')
docker(
  'h1',
  'service create -d --name web --network ov1 --constraint node.role==worker -p 8080:80 alpine httpd -f -p 80 -h /etc',
)
docker('h1', 'run -idt --name c1 --network ov1 alpine ash')
const services = (host: string, network: string): unknown =>
  JSON.parse(docker(host, `network inspect -v -f "{{json .Services}}" ${network}`))

const web = { Name: expect.stringMatching(/^web\.1\./), Info: { 'Host IP': '192.0.2.12' } }

test.each(['h1', 'h2'])('on %s: the service by its name, containers by none', (host) => {
  expect(services(host, 'ov1')).toEqual({
    '': {
      VIP: '<nil>',
      Ports: [],
      LocalLBIndex: 0,
      Tasks: [
        {
          Name: 'c1',
          EndpointID: docker('h1', 'inspect -f "{{.NetworkSettings.Networks.ov1.EndpointID}}" c1'),
          EndpointIP: '10.0.1.5',
          Info: { 'Host IP': '192.0.2.11' },
        },
      ],
    },
    web: {
      VIP: '10.0.1.2',
      Ports: [],
      LocalLBIndex: 256,
      Tasks: [{ ...web, EndpointID: expect.any(String), EndpointIP: '10.0.1.3' }],
    },
  })
})

test('published ports stand on the ingress network', () => {
  expect(services('h1', 'ingress')).toMatchObject({
    web: {
      VIP: '10.0.0.4',
      Ports: ['Target: 80, Publish: 8080'],
      Tasks: [{ ...web, EndpointIP: '10.0.0.5' }],
    },
  })
})

test('there are none elsewhere, and none without the flag', () => {
  expect(services('h1', 'bridge')).toBeNull()
  expect(docker('h1', 'network inspect -f "{{json .Services}}" ov1')).toBe('null')
})
