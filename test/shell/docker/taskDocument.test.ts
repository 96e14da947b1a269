// `docker inspect` of a task, as recorded; times, versions and process numbers left out.
import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

const lab = createLab({ hosts: 1 })
const docker = (line: string): string => lab.docker('h1', line).stdout.trim()
docker('swarm init --advertise-addr 192.0.2.11')
docker('network create -d overlay --attachable ov1')
docker('service create -d --name web --network ov1 --publish 8080:80 alpine httpd -f -p 80 -h /etc')
const id = docker('service ps -q web')
const network = docker('network inspect -f "{{.Id}}" ov1')

test('its spec without defaults, its slot, and how it is', () => {
  expect(docker(`inspect --type task -f "{{json .Spec}}" ${id}`)).toBe(
    `{"ContainerSpec":{"Image":"alpine:latest","Args":["httpd","-f","-p","80","-h","/etc"],"Init":false,"DNSConfig":{},"Isolation":"default"},"Resources":{"Limits":{},"Reservations":{}},"Placement":{},"Networks":[{"Target":"${network}"}],"ForceUpdate":0}`,
  )
  expect(docker(`inspect -f "{{.Slot}} {{.Status.State}} {{.DesiredState}} {{.Status.Message}}" ${id}`)).toBe(
    '1 running running started',
  )
})

test('the networks that it is on, ingress first', () => {
  expect(JSON.parse(docker(`inspect -f "{{json .NetworksAttachments}}" ${id}`))).toMatchObject([
    {
      Network: {
        Spec: {
          Name: 'ingress',
          DriverConfiguration: {},
          Ingress: true,
          IPAMOptions: { Driver: {} },
          Scope: 'swarm',
        },
        DriverState: { Name: 'overlay' },
      },
      Addresses: ['10.0.0.4/24'],
    },
    {
      Network: {
        ID: network,
        Spec: { Name: 'ov1', DriverConfiguration: { Name: 'overlay' }, Attachable: true },
        IPAMOptions: {
          Driver: { Name: 'default' },
          Configs: [{ Subnet: '10.0.1.0/24', Gateway: '10.0.1.1' }],
        },
      },
      Addresses: ['10.0.1.3/24'],
    },
  ])
})

test('one that there is not', () => {
  expect(lab.docker('h1', 'inspect --type task nope').stderr).toBe(
    'Error response from daemon: task nope not found\n',
  )
})
