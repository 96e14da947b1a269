import { expect, test } from 'vitest'
import { standardEnv } from '../../../src/standard.js'
import { scriptOf } from '../../../src/testing/script/script.js'

test('what means nothing where it stands is left out, and names count what was made', () => {
  const script = scriptOf([
    { do: 'stop', container: 0 },
    { do: 'run', container: 0, networks: [3], alias: null, publish: null },
    { do: 'create-network', network: 3, internal: true, options: ['a=b'] },
    { do: 'create-network', network: 3, internal: false, options: [] },
    { do: 'run', container: 7, networks: [3, 9], alias: 'db', publish: 8080 },
    { do: 'run', container: 7, networks: [3], alias: null, publish: null },
    { do: 'run', container: 1, networks: [3], alias: null, publish: 8080 },
    { do: 'create-network', network: 0, internal: false, options: [] },
    { do: 'connect', network: 0, container: 7, alias: 'api' },
    { do: 'connect', network: 0, container: 7, alias: null },
    { do: 'remove-network', network: 0 },
    { do: 'stop', container: 1 },
    { do: 'stop', container: 1 },
    { do: 'restart', container: 1 },
    { do: 'restart', container: 7 },
    { do: 'start', container: 1 },
    { do: 'start', container: 1 },
    { do: 'disconnect', network: 0, container: 1 },
    { do: 'disconnect', network: 0, container: 7 },
    { do: 'remove-container', container: 7 },
    { do: 'remove-network', network: 0 },
    { do: 'run', container: 7, networks: [3], alias: null, publish: 8080 },
  ])
  expect(String(script).split('\n')).toEqual([
    'docker network create --internal -o a=b net1',
    'docker run -d --name ctr1 --network net1 --network-alias db -p 8080:80 alpine httpd -f -p 80',
    'docker run -d --name ctr2 --network net1 alpine httpd -f -p 80',
    'docker network create net2',
    'docker network connect --alias api net2 ctr1',
    'docker stop ctr2',
    'docker restart ctr1',
    'docker start ctr2',
    'docker network disconnect net2 ctr1',
    'docker rm -f ctr1',
    'docker network rm net2',
    'docker run -d --name ctr3 --network net1 -p 8080:80 alpine httpd -f -p 80',
  ])
})

// found by model runs in worlds of ten networks
test('the network that a container was run on stays, since without it the container can be put on no other', () => {
  const script = scriptOf([
    { do: 'create-network', network: 0, internal: false, options: [] },
    { do: 'create-network', network: 1, internal: false, options: [] },
    { do: 'run', container: 0, networks: [0], alias: null, publish: null },
    { do: 'disconnect', network: 0, container: 0 },
    { do: 'remove-network', network: 0 },
    { do: 'connect', network: 1, container: 0, alias: null },
    { do: 'restart', container: 0 },
  ])
  expect(String(script)).not.toContain('network rm')
  expect(() => script.play(standardEnv())).not.toThrow()
})

test('containers without a network stack of their own join nothing, and who lends his stays up', () => {
  const script = scriptOf([
    { do: 'create-network', network: 0, internal: false, ipv6: true, options: [] },
    { do: 'run-apart', container: 1, mode: 0 },
    { do: 'run', container: 0, networks: [0], alias: null, publish: 8080, udp: true },
    { do: 'run-apart', container: 1, mode: 0 },
    { do: 'run-apart', container: 2, mode: 1 },
    { do: 'run-apart', container: 2, mode: 'none' },
    { do: 'run-apart', container: 2, mode: 'host' },
    { do: 'run-apart', container: 3, mode: 'host' },
    { do: 'stop', container: 0 },
    { do: 'remove-container', container: 0 },
    { do: 'connect', network: 0, container: 1, alias: null },
    { do: 'disconnect', network: 0, container: 0 },
    { do: 'remove-container', container: 1 },
    { do: 'stop', container: 0 },
    { do: 'run-apart', container: 1, mode: 0 },
  ])
  expect(String(script).split('\n')).toEqual([
    'docker network create --ipv6 net1',
    'docker run -d --name ctr1 --network net1 -p 8080:53/udp --label cnm.listen=53/udp alpine sleep 1d',
    'docker run -d --name ctr2 --network container:ctr1 alpine httpd -f -p 9002',
    'docker run -d --name ctr3 --network none alpine httpd -f -p 9003',
    'docker run -d --name ctr4 --network host alpine httpd -f -p 9004',
    'docker network disconnect net1 ctr1',
    'docker rm -f ctr2',
    'docker stop ctr1',
  ])
})
