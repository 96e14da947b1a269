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

test('who is refused keeps back who depends on him, and nobody else', () => {
  const lab = createLab()
  lab.docker('h1', 'run -d --name other -p 8080:80 nginx')
  const { problem, done } = lab.client('h1', (engine) =>
    up(
      engine,
      projectOf(`
services:
  vote: { image: nginx, ports: ['8080:80'] }
  after: { image: nginx, depends_on: [vote] }
  worker: { image: nginx }
  later: { image: nginx, depends_on: [worker] }
`),
    ),
  )
  expect(problem).toMatchObject({ code: 'engine', doing: 'Container shop-vote-1' })
  expect(done.flatMap(({ what, how }) => (how === 'Started' ? [what] : []))).toEqual([
    'Container shop-worker-1',
    'Container shop-later-1',
  ])
})

test('of several replicas one that is refused keeps none of the others from being made', () => {
  const lab = createLab()
  lab.docker('h1', 'create --name shop-web-1 nginx')
  const { done } = lab.client('h1', (engine) =>
    up(engine, projectOf('services: { web: { image: nginx, scale: 3 } }')),
  )
  expect(done.map(({ what }) => what)).toEqual([
    'Network shop_default',
    'Container shop-web-2',
    'Container shop-web-3',
  ])
})

const OVERLAY = `
services: { web: { image: nginx, networks: [mesh, theirs] } }
networks: { mesh: { driver: overlay, attachable: true }, theirs: { external: true } }
`

test('on a manager networks of the cluster are found before a container is on them', () => {
  const lab = createLab({ hosts: 2 })
  lab.docker('h1', 'swarm init')
  lab.docker('h1', 'network create -d overlay --attachable theirs')
  const first = lab.client('h1', (engine) => up(engine, projectOf(OVERLAY)))
  expect(first.problem).toBe(null)
  expect(lab.state('h1/shop-web-1').interfaces.map(({ name }) => name)).toEqual(['eth0', 'eth1', 'eth2'])
  const again = lab.client('h1', (engine) => up(engine, projectOf(OVERLAY)))
  expect(again.done).toEqual([])
  const gone = lab.client('h1', (engine) => down(engine, projectOf(OVERLAY)))
  expect(gone.done.map(({ what, how }) => `${what} ${how}`)).toEqual([
    'Container shop-web-1 Stopped',
    'Container shop-web-1 Removed',
    'Network shop_mesh Removed',
  ])
})

test('an external network that nobody has made is missed at once, on a member of a swarm by the container', () => {
  const lab = createLab()
  const file = 'services: { web: { image: nginx, networks: [x] } }\nnetworks: { x: { external: true } }'
  const text = () => lab.client('h1', (engine) => up(engine, projectOf(file))).problem
  expect(text()).toMatchObject({
    doing: 'Network x',
    text: 'network x declared as external, but could not be found',
  })
  lab.docker('h1', 'swarm init')
  expect(text()).toMatchObject({ doing: 'Container shop-web-1' })
})

describe('a service that is made anew', () => {
  const file = (image: string) => `
services:
  web:
    image: ${image}
  side:
    image: nginx
    network_mode: service:web
  later:
    image: nginx
    depends_on: { web: { condition: service_started, restart: true } }
`

  test('takes with it who shares its namespace, and stops who asked to be restarted with it', () => {
    const lab = createLab()
    lab.client('h1', (engine) => up(engine, projectOf(file('nginx'))))
    const outcome = lab.client('h1', (engine) => up(engine, projectOf(file('nginx:2'))))
    expect(outcome.problem).toBe(null)
    expect(outcome.done.map(({ what, how }) => `${what} ${how}`)).toEqual([
      'Container shop-side-1 Stopped',
      'Container shop-later-1 Stopped',
      expect.stringMatching(/^Container [0-9a-f]{12}_shop-web-1 Created$/),
      'Container shop-web-1 Stopped',
      'Container shop-web-1 Removed',
      'Container shop-web-1 Recreated',
      expect.stringMatching(/^Container [0-9a-f]{12}_shop-side-1 Created$/),
      'Container shop-side-1 Removed',
      'Container shop-side-1 Recreated',
      'Container shop-web-1 Started',
      'Container shop-side-1 Started',
      'Container shop-later-1 Started',
    ])
    expect(lab.ping('h1/shop-later-1', 'web').verdict).toBe('reachable')
  })

  test('counts as changed by deploy, except by how many containers it has', () => {
    const lab = createLab()
    const deploy = (what: string) => projectOf(`services: { web: { image: nginx, deploy: { ${what} } } }`)
    const bring = (what: string) => lab.client('h1', (engine) => up(engine, deploy(what))).done.length
    expect([bring('replicas: 1'), bring('replicas: 1'), bring('replicas: 2')]).toEqual([3, 0, 2])
    expect(bring('replicas: 2, endpoint_mode: dnsrr')).toBe(10)
  })
})
