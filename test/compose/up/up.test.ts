import { describe, expect, test } from 'vitest'
import { createLab, type Lab } from '../../../src/index.js'
import { composePlugin, down, up } from '../../../src/compose/compose.js'
import { projectOf, readOf } from '../read.js'

const SHOP = `
services:
  web:
    image: nginx
    ports: ['8080:80']
    networks: [front]
    depends_on: [api]
  api:
    image: api
    expose: [3000]
    networks: { front: , back: { aliases: [backend] } }
    depends_on: [db]
  db:
    image: postgres
    expose: [5432]
    networks: [back]
networks:
  front:
  back: { internal: true }
`

const names = (lab: Lab): string => lab.docker('h1', 'ps -a --format {{.Names}}').stdout
const networks = (lab: Lab): string => lab.docker('h1', 'network ls --format {{.Name}}').stdout

describe('up', () => {
  const lab = createLab()
  const outcome = lab.client('h1', (engine) => up(engine, projectOf(SHOP)))

  test('makes what docker compose up makes, under its names', () => {
    expect(outcome.problem).toBe(null)
    expect(names(lab)).toBe('shop-web-1\nshop-api-1\nshop-db-1\n')
    expect(networks(lab)).toBe('bridge\nhost\nnone\nshop_back\nshop_front\n')
    expect(
      lab.docker('h1', `inspect -f '{{index .Config.Labels "com.docker.compose.service"}}' shop-web-1`)
        .stdout,
    ).toBe('web\n')
  })

  test('gives each container its service and its own name, and more', () => {
    expect(
      lab.docker('h1', `inspect -f '{{json .NetworkSettings.Networks.shop_back.Aliases}}' shop-api-1`).stdout,
    ).toBe('["shop-api-1","api","backend"]\n')
    expect(lab.ping('h1/shop-db-1', 'backend').verdict).toBe('reachable')
  })

  test('lets reach each other who shares a network, and nobody else', () => {
    expect(lab.ping('h1/shop-web-1', 'api').verdict).toBe('reachable')
    expect(lab.ping('h1/shop-web-1', 'db').verdict).toBe('unreachable')
    expect(lab.http('h1/shop-api-1', 'db', 5432).verdict).toBe('reachable')
    expect(lab.http('peer', '192.0.2.11', 8080).verdict).toBe('reachable')
  })

  test('changes nothing the second time', () => {
    const before = lab.world
    lab.client('h1', (engine) => up(engine, projectOf(SHOP)))
    expect(lab.world).toBe(before)
  })

  test('makes anew what the file says differently', () => {
    const fork = lab.fork()
    const changed = fork.client('h1', (engine) =>
      up(engine, projectOf(SHOP.replace('image: api', 'image: api:2'))),
    )
    expect(changed.done.map(({ what, how }) => `${what} ${how}`)).toEqual([
      expect.stringMatching(/^Container [0-9a-f]{12}_shop-api-1 Created$/),
      'Container shop-api-1 Stopped',
      'Container shop-api-1 Removed',
      'Container shop-api-1 Recreated',
      'Container shop-api-1 Started',
    ])
  })

  test('is undone by down, but for what is not its own', () => {
    const fork = lab.fork()
    fork.docker('h1', 'run -d --name other --network shop_front nginx')
    fork.client('h1', (engine) => down(engine, projectOf(SHOP)))
    expect(names(fork)).toBe('other\n')
    expect(networks(fork)).toBe('bridge\nhost\nnone\nshop_front\n')
    fork.docker('h1', 'rm -f other')
    fork.client('h1', (engine) => down(engine, projectOf(SHOP)))
    expect(networks(fork)).toBe('bridge\nhost\nnone\n')
  })
})

test('two projects have two of everything, and meet on an external network', () => {
  const lab = createLab()
  lab.docker('h1', 'network create meet')
  const file = `
services: { web: { image: nginx, networks: [default, meet] } }
networks: { meet: { external: true } }
`
  for (const projectName of ['one', 'two'])
    expect(lab.client('h1', (engine) => up(engine, projectOf(file, { projectName }))).problem).toBe(null)
  expect(networks(lab)).toBe('bridge\nhost\nmeet\nnone\none_default\ntwo_default\n')
  expect(lab.ping('h1/one-web-1', 'two-web-1').verdict).toBe('reachable')
})

test('an external network that is not there is an error that names the line', () => {
  const lab = createLab()
  const file = `
services: { web: { image: nginx, networks: [meet] } }
networks:
  meet: { external: true }
`
  const { problem } = lab.client('h1', (engine) => up(engine, projectOf(file)))
  expect(problem).toMatchObject({ code: 'engine', place: { file: 'compose.yaml', line: 4, column: 3 } })
})

test('docker compose does the same from its command line', () => {
  const lab = createLab({
    compose: composePlugin({ read: readOf({ 'compose.yaml': SHOP }), here: '/srv/shop' }),
  })
  expect(lab.docker('h1', 'compose up -d')).toMatchObject({ exit: 0, stdout: '' })
  expect(lab.docker('h1', 'compose exec db hostname -i').exit).toBe(0)
  expect(lab.docker('h1', 'compose -f nope.yaml up -d').exit).toBe(1)
  expect(lab.docker('h1', 'compose up -d --scale api=2').exit).toBe(0)
  expect(lab.docker('h1', 'compose ps --services').stdout).toBe('api\ndb\nweb\n')
  expect(names(lab)).toBe('shop-api-2\nshop-web-1\nshop-api-1\nshop-db-1\n')
  expect(lab.docker('h1', 'compose down').exit).toBe(0)
  expect(names(lab)).toBe('')
})
