// Each forecast: a world in which it is made, and one beside it in which it is not.
import { expect, test } from 'vitest'
import { mustParseCidr, prefixOf } from '../../src/addr/cidr.js'
import { mustParseIp } from '../../src/addr/ip.js'
import { hostOf } from '../../src/cnm/lookup.js'
import { withHost } from '../../src/cnm/update.js'
import { loadCompose, placeText, up, type Project } from '../../src/compose/compose.js'
import { createLab, type Lab } from '../../src/index.js'
import { FORECASTS, type Finding } from '../../src/lint/finding.js'
import { lint } from '../../src/lint/lint.js'

function lab(...lines: readonly string[]): Lab {
  const made = createLab()
  for (const line of lines) {
    const { exit, stderr } = made.docker('h1', line)
    if (exit !== 0) throw new Error(`${line}: ${stderr}`)
  }
  return made
}
const found = (made: Lab): readonly Finding[] => lint({ state: made.world, projects: [] })
const codes = (made: Lab): readonly string[] => found(made).map(({ code }) => code)

/** Projects brought up one after the other, by the text of their files. */
function projects(files: Readonly<Record<string, string>>, ...before: readonly string[]): readonly Finding[] {
  let made = lab(...before)
  const all: Project[] = []
  for (const [file, text] of Object.entries(files)) {
    const loaded = loadCompose({ read: (path) => (path === file ? text : undefined), files: [file] })
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
    all.push(loaded.value)
    const { state, problem } = up({ env: made.env, state: made.world, host: 'h1' }, loaded.value)
    made = made.at(state)
    if (problem) return lint({ state, projects: all, refused: problem })
  }
  return lint({ state: made.world, projects: all })
}
const places = ({ places: all }: Finding): readonly string[] =>
  all.map(({ place, says }) => `${placeText(place)} ${says}`)

test('a fresh engine, and a plain container on it, give rise to nothing', () => {
  expect(found(lab())).toEqual([])
  expect(found(lab('run -d --name web -p 80:80 nginx'))).toEqual([])
})

test('networks run out: an engine has 31 pools, and bridge takes the first', () => {
  const networks = (n: number) => Array.from({ length: n }, (_, i) => `network create net${i}`)
  expect(codes(lab(...networks(26)))).toEqual([])
  const [finding] = found(lab(...networks(28)))
  expect(finding).toMatchObject({
    code: 'networks-run-out',
    what: 'h1 can make 2 more networks without a subnet',
  })
  // and so it is
  const full = lab(...networks(30))
  expect(found(full)[0]?.what).toContain('can make 0 more')
  expect(full.docker('h1', 'network create one-more').stderr).toContain('fully subnetted')
})

test("networks run out earlier where the LAN is in the engine's pools: those it is in are not given", () => {
  const networks = Array.from({ length: 26 }, (_, i) => `network create net${i}`)
  const on = (address: string): Lab => {
    const made = createLab()
    const { cnm } = made.world
    const host = hostOf(cnm, 'h1')
    const eth1 = { ...host.interfaces[0]!, name: 'eth1', addresses: [prefixOf(mustParseIp(address), 16)] }
    const at = made.at({
      ...made.world,
      cnm: { ...cnm, hosts: withHost(cnm, { ...host, interfaces: [...host.interfaces, eth1] }) },
    })
    for (const line of networks) at.docker('h1', line)
    return at
  }
  expect(codes(on('10.0.0.5'))).toEqual([])
  const full = on('172.30.0.5')
  expect(found(full)[0]).toMatchObject({ what: 'h1 can make 3 more networks without a subnet' })
  for (const line of ['one', 'two', 'three']) full.docker('h1', `network create ${line}`)
  expect(full.docker('h1', 'network create four').stderr).toContain('fully subnetted')
})

test('addresses run out: of a subnet, and of an ip-range', () => {
  expect(codes(lab('network create --subnet 10.9.0.0/29 small'))).toEqual([])
  const two = lab(
    'network create --subnet 10.9.0.0/29 small',
    ...[1, 2, 3].map((i) => `run -d --name box${i} --network small nginx`),
  )
  expect(found(two)[0]).toMatchObject({
    code: 'addresses-run-out',
    what: 'network small has 2 addresses left in 10.9.0.0/29',
  })
  expect(found(lab('network create --subnet 10.9.0.0/16 --ip-range 10.9.1.0/30 ranged'))[0]?.what).toMatch(
    /^network ranged has (3|2) addresses left in 10\.9\.1\.0\/30$/,
  )
})

test('a subnet that meets the LAN of its host, as far as the LAN is known', () => {
  expect(found(lab('network create --subnet 192.0.2.128/25 inner'))[0]).toMatchObject({
    code: 'subnet-meets-lan',
    what: '192.0.2.128/25 of network inner overlaps the LAN 192.0.2.0/24 of h1',
  })
  const one = lab('network create one')
  expect(codes(one)).toEqual([])
  const lans = [mustParseCidr('172.18.5.0/24')]
  expect(lint({ state: one.world, projects: [], lans }).map(({ code }) => code)).toEqual(['subnet-meets-lan'])
})

test('a network below an interface of the host is on the LAN on purpose', () => {
  expect(
    codes(lab('network create -d macvlan -o parent=eth0 --subnet 192.0.2.0/24 --gateway 192.0.2.1 lan')),
  ).toEqual([])
})

test('two subnets of one file that meet: the engine refuses the second, and it is told once', () => {
  const net = (subnet: string): string => `{ ipam: { config: [{ subnet: ${subnet} }] } }`
  const file = (second: string): string => `name: shop
services:
  web:
    image: nginx
    networks: [one, two]
networks:
  one: ${net('10.5.0.0/16')}
  two: ${net(second)}
`
  const all = projects({ 'compose.yaml': file('10.5.8.0/24') })
  expect(all.map(({ code }) => code)).toEqual(['subnet-meets-subnet'])
  expect(all[0]?.places.map(({ place }) => place.line)).toEqual([8, 7])
  expect(projects({ 'compose.yaml': file('10.6.0.0/24') }).map(({ code }) => code)).not.toContain(
    'subnet-meets-subnet',
  )
})

test('host ports that collide, between containers that run and those that do not', () => {
  expect(codes(lab('run -d --name one -p 8080:80 nginx', 'create --name two -p 8080:81 nginx'))).toEqual([
    'host-port-collides',
  ])
  expect(
    codes(lab('run -d --name one -p 127.0.0.1:8080:80 nginx', 'create --name two -p 8080:80 nginx')),
  ).toEqual(['host-port-collides'])
  for (const other of ['8081:80', '127.0.0.2:8080:80', '[::]:8080:80', '8080:80/udp', '80', '8080-8090:80'])
    expect(
      codes(lab('run -d --name one -p 127.0.0.1:8080:80 nginx', `create --name two -p ${other} nginx`)),
    ).toEqual([])
})

test('a host port of another project: both lines are named', () => {
  const file = (name: string): string =>
    `name: ${name}\nservices:\n  web:\n    image: nginx\n    ports: ["8080:80"]\n`
  const all = projects({ 'one.yaml': file('one'), 'two.yaml': file('two') })
  expect(all.map(({ code }) => code)).toContain('host-port-collides')
  const [first] = all.filter(({ code }) => code === 'host-port-collides')
  expect(places(first!)).toEqual([
    'two.yaml:5:13 web publishes port 80/tcp',
    'one.yaml:5:13 web publishes port 80/tcp',
  ])
})

test('a name that two projects have on one network', () => {
  const file = (name: string): string => `name: ${name}
services:
  db:
    image: postgres
    networks: [default, shared]
networks:
  shared:
    external: true
`
  const all = projects({ 'a.yaml': file('a'), 'b.yaml': file('b') }, 'network create shared')
  const shared = all.filter(({ code }) => code === 'alias-shared')
  expect(shared.map(({ what }) => what)).toEqual([
    'on network shared, db is a-db-1 and b-db-1, of project a and project b',
  ])
  expect(places(shared[0]!)).toEqual([
    'a.yaml:5:25 db joins network shared',
    'b.yaml:5:25 db joins network shared',
  ])
})

test('replicas share their name on purpose', () => {
  const file = 'name: a\nservices:\n  db:\n    image: postgres\n    scale: 3\n'
  expect(projects({ 'a.yaml': file }).map(({ code }) => code)).toEqual([])
})

test('ports on internal networks only are published nowhere', () => {
  expect(
    codes(lab('network create --internal back', 'run -d --name db --network back -p 5432:5432 postgres')),
  ).toEqual(['internal-publishes'])
  expect(
    codes(
      lab(
        'network create --internal back',
        'network create front',
        'run -d --name db --network back --network front -p 5432:5432 postgres',
      ),
    ),
  ).toEqual([])
})

test('a way out that the alphabet decides, and one that gw_priority does', () => {
  const [finding] = found(
    lab('network create aaa', 'network create bbb', 'run -d --name web --network bbb --network aaa nginx'),
  )
  expect(finding).toMatchObject({ code: 'gateway-moves', severity: 'note' })
  expect(finding?.what).toContain('network aaa and not bbb only because its name comes first')
  expect(
    codes(
      lab(
        'network create aaa',
        'network create bbb',
        'run -d --name web --network name=bbb,gw-priority=1 --network aaa nginx',
      ),
    ),
  ).toEqual([])
})

test('it is a warning where published ports would move with it', () => {
  const published = found(
    lab(
      'network create aaa',
      'network create bbb',
      'run -d --name web --network bbb --network aaa -p 80:80 nginx',
    ),
  )
  expect(published[0]).toMatchObject({ code: 'gateway-moves', severity: 'warning' })
})

test('the forecast about the way out comes true: a network that is added takes it', () => {
  const made = lab(
    'network create bbb',
    'network create ccc',
    'run -d --name web --network bbb --network ccc nginx',
  )
  const gateway = (): string => made.state('h1/web').routes.find((r) => r.startsWith('default')) ?? ''
  expect(found(made)[0]?.code).toBe('gateway-moves')
  const before = gateway()
  made.docker('h1', 'network create aaa')
  made.docker('h1', 'network connect aaa web')
  expect(gateway()).not.toBe(before)
})

test('what the engine refuses and nobody foresaw is told in its own words', () => {
  const file = 'name: a\nservices:\n  web:\n    image: nginx\n    network_mode: nowhere\n'
  const all = projects({ 'a.yaml': file })
  expect(all.map(({ code }) => code)).toEqual(['engine-refuses'])
  expect(all[0]?.what).toContain('network nowhere not found')
})

test('every forecast says what goes wrong, and what would be right', () => {
  for (const { means, instead } of Object.values(FORECASTS)) {
    expect(means.length).toBeGreaterThan(20)
    expect(instead.length).toBeGreaterThan(10)
  }
})
