import { expect, test } from 'vitest'
import { Controller, createLab } from '../../src/index.js'
import { pictureOf } from '../../src/draw/picture.js'
import { shop } from './shop.js'

const host = () => pictureOf(shop().world).hosts[0]!

test('equal containers are one stack, with all their names, addresses and ports', () => {
  const fronts = host().stacks.filter(({ names }) => names.some((name) => name.startsWith('web')))
  expect(fronts).toHaveLength(1)
  expect(fronts[0]).toMatchObject({
    names: ['web-1', 'web-2', 'web-3'],
    listens: ['80/tcp'],
    exposures: [{ to: 'anyone', text: '*:8081-8083 → 80/tcp' }],
    places: [{ addresses: ['172.18.0.2 … 172.18.0.4'], gateway: true }],
  })
})

test('one that differs in a network, a port or its image is another stack', () => {
  const lab = shop()
  for (const line of [
    'run -d --name web-4 --network front -p 8084:80 httpd',
    'run -d --name web-5 --network front nginx',
    'run -d --name web-6 --network front -p 127.0.0.1:8086:80 nginx',
  ])
    expect(lab.docker('h1', line).exit).toBe(0)
  const names = pictureOf(lab.world).hosts[0]!.stacks.map((stack) => stack.names)
  expect(names).toEqual(
    expect.arrayContaining([['web-1', 'web-2', 'web-3'], ['web-4'], ['web-5'], ['web-6']]),
  )
})

test('who is on several networks has a place on each, and one way out', () => {
  const { networks, stacks } = host()
  const name = (id: string) => networks.find((n) => n.id === id)?.name
  const api = stacks.find(({ names }) => names.includes('api'))!
  expect(api.places.map(({ network, gateway }) => [name(network), gateway])).toEqual([
    ['front', true],
    ['back', false],
  ])
})

test('networks that every engine has are drawn where somebody is on them', () => {
  expect(host().networks.map(({ name }) => name)).toEqual(['front', 'back'])
  const lab = shop()
  lab.docker('h1', 'run -d --name plain -e X=1 nginx')
  expect(pictureOf(lab.world).hosts[0]!.networks.map(({ name }) => name)).toContain('bridge')
})

test('containers that do not run are named, and nothing more', () => {
  expect(host().idle).toEqual(['later'])
})

test('containers that share a stack are one', () => {
  const lab = shop()
  lab.docker('h1', 'run -d --name backup --network container:db postgres')
  expect(pictureOf(lab.world).hosts[0]!.stacks.map(({ names }) => names)).toContainEqual(['db + backup'])
})

test("what listens in the host's own stack is exposed without publishing", () => {
  const lab = shop()
  lab.docker('h1', 'run -d --name exporter --network host --expose 9100 exporter')
  lab.docker('h1', 'run -d --name lonely --network none --expose 1 lonely')
  const { stacks } = pictureOf(lab.world).hosts[0]!
  expect(stacks.find(({ names }) => names.includes('exporter'))).toMatchObject({
    places: [],
    usesHost: true,
    exposures: [{ to: 'anyone', text: '9100/tcp' }],
  })
  expect(stacks.find(({ names }) => names.includes('lonely'))).toMatchObject({ places: [], exposures: [] })
})

test('a model without containers is drawn by the labels of its sandboxes', () => {
  const model = new Controller()
  const endpoint = model.newNetwork('bridge', 'net1').createEndpoint('ep1')
  endpoint.join(model.newSandbox('ctr1'))
  expect(pictureOf(model.world).hosts).toMatchObject([
    { id: 'host', networks: [{ name: 'net1' }], stacks: [{ names: ['ctr1'], listens: [] }] },
  ])
})

test('every host of a laboratory is drawn, and machines without an engine are not', () => {
  expect(pictureOf(createLab({ hosts: 2 }).world).hosts.map(({ id }) => id)).toEqual(['h1', 'h2'])
})
