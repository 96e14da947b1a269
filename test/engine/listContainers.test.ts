import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PortRequest } from '../../src/drivers/api.js'
import { engineErrorClass, engineErrorText } from '../../src/engine/errors.js'
import type { Filters } from '../../src/engine/filters.js'
import { listContainers } from '../../src/engine/listContainers.js'
import type { DockerWorld } from '../../src/engine/state.js'
import { createLab } from '../../src/shell/lab/lab.js'
import { containerOf, must, networkOf, oneHost, withCreated, withNetwork, withRunning } from './build.js'

const published: PortRequest = {
  protocol: 'tcp',
  containerPort: 80,
  hostIp: null,
  hostPort: 8080,
  hostPortEnd: 8080,
}

/** Oldest first: web1 and paused1 are up, made1 was never started, gone1 was stopped. */
function world(): DockerWorld {
  let state = withNetwork(oneHost(), 'net1')
  state = withRunning(state, {
    name: 'web1',
    config: { labels: [['env', 'test']], exposed: [{ port: 80, protocol: 'tcp' }] },
    networks: [{ network: 'net1' }],
    sandbox: { publish: [published] },
  })
  state = withCreated(state, { name: 'made1', networks: [{ network: 'nosuch' }] })
  state = withCreated(state, {
    name: 'gone1',
    config: { image: 'busybox:1.36' },
    networks: [{ network: 'old', memory: { lastNetwork: 'feed'.repeat(16) } }],
    record: { status: 'exited', startedAt: 3, finishedAt: 4, exitCode: 137 },
  })
  return withRunning(state, {
    name: 'paused1',
    networks: [{ network: 'bridge' }],
    record: { status: 'paused' },
  })
}
const state = world()
const parse = (text: string): Filters =>
  text.split(' ').flatMap((filter) => {
    const [key = '', ...value] = filter.split('=')
    return filter === '' ? [] : [[key, value.join('=')]]
  })
const names = (filters: string, all = false, last = 0): string =>
  must(listContainers(state, 'h1', { all, filters: parse(filters), last }))
    .map((c) => c.name)
    .join(' ')

test('those that are up, newest first; with -a all', () => {
  expect(names('')).toBe('paused1 web1')
  expect(names('', true)).toBe('paused1 gone1 made1 web1')
})

test('-n: so many of the newest in whatever state', () => {
  expect(names('', false, 2)).toBe('paused1 gone1')
  expect(names('name=1$', false, 3)).toBe('paused1 gone1 made1')
  expect(names('name=^w', false, 1)).toBe('web1')
})

test.each([
  ['name=web', 'web1'],
  ['name=^/web1$', 'web1'],
  ['name=e.1', 'paused1 web1'],
  ['name=web name=made', 'made1 web1'],
  ['label=env', 'web1'],
  ['label=env=prod', ''],
  ['status=exited', 'gone1'],
  ['status=created status=paused', 'paused1 made1'],
  ['exited=137', 'gone1'],
  ['exited=0', ''],
  ['health=none', 'paused1 gone1 made1 web1'],
  ['health=healthy', ''],
  ['volume=data', ''],
  ['is-task=false', 'paused1 gone1 made1 web1'],
  ['is-task=true', ''],
  ['isolation=process', 'paused1 gone1 made1 web1'],
  ['ancestor=alpine:latest', 'paused1 made1 web1'],
  ['ancestor=busybox', ''],
  ['ancestor=busybox:1.36', 'gone1'],
  ['network=net1', 'web1'],
  ['network=nosuch', 'made1'],
  ['network=feed', 'gone1'],
  ['before=gone1', 'made1 web1'],
  ['since=/made1', 'paused1 gone1'],
  ['publish=8080', 'web1'],
  ['publish=8000-9000/tcp', 'web1'],
  ['publish=80', ''],
  ['expose=80/tcp', 'web1'],
  ['expose=80/udp', ''],
])('%s', (filters, expected) => {
  expect(names(filters, true)).toBe(expected)
})

test('exited alone does not show stopped containers, status does', () => {
  expect(names('exited=137')).toBe('')
  expect(names('status=exited')).toBe('gone1')
})

test('by the beginning of an id that is the beginning of no other', () => {
  const { id } = containerOf(state, 'web1')
  expect(names(`id=${id}`)).toBe('web1')
  expect(names(`id=${id.slice(0, 12)}`)).toBe('web1')
  expect(names(`id=${id.slice(1, 12)}`)).toBe('')
  expect(names(`id=${id.slice(0, 12)} name=made`, true)).toBe('')
  expect(names('id=')).toBe('')
})

test('by the id of the network', () => {
  expect(names(`network=${networkOf(state, 'net1').id.slice(0, 8)}`)).toBe('web1')
})

test('by the id of a network of a cluster, which is not the one that its host files it under', () => {
  const lab = createLab()
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  const id = lab.docker('h1', 'network create -d overlay --attachable ov1').stdout.trim()
  lab.docker('h1', 'run -d --name web1 --network ov1 alpine sleep 1000')
  expect(lab.docker('h1', `ps --filter network=${id.slice(0, 8)} --format {{.Names}}`).stdout).toBe('web1\n')
})

test('by whether swarm made them', () => {
  const lab = createLab()
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  lab.docker('h1', 'service create -d --name web alpine sleep 1000')
  lab.docker('h1', 'run -d --name mine alpine sleep 1000')
  const found = (isTask: string) =>
    lab.docker('h1', `ps --filter is-task=${isTask} --format {{.Names}}`).stdout.replace(/\.\w{25}/, '.ID')
  expect(found('true')).toBe('web.1.ID\n')
  expect(found('false')).toBe('mine\n')
})

// texts of moby v28.5.2 daemon/list.go and what it calls
test.each([
  ['bogus=1', 'invalidParameter', "invalid filter 'bogus'"],
  ['exited=x', 'invalidParameter', `invalid filter 'exited=x': strconv.Atoi: parsing "x": invalid syntax`],
  [
    'status=up',
    'invalidParameter',
    "invalid filter 'status=up': invalid value for state (up): must be one of created, running, paused, restarting, removing, exited, dead",
  ],
  [
    'health=good',
    'invalidParameter',
    "invalid filter 'health=good': invalid value for health (good): must be one of none, starting, healthy, unhealthy",
  ],
  ['is-task=maybe', 'invalidParameter', "invalid filter 'is-task=[maybe]'"],
  ['before=nosuch', 'notFound', 'No such container: nosuch'],
  ['publish=80:80', 'internal', "filter for 'publish' should not contain ':': 80:80"],
  [
    'expose=x',
    'internal',
    'error while looking up for expose x: strconv.ParseUint: parsing "x": invalid syntax',
  ],
])('%s is refused', (filters, errorClass, text) => {
  const listed = listContainers(state, 'h1', { all: true, filters: parse(filters) })
  expect(listed.ok ? [] : [engineErrorClass(listed.error), engineErrorText(listed.error)]).toEqual([
    errorClass,
    text,
  ])
})

test('more filters of different keys never show more', () => {
  const filter = fc.constantFrom<readonly [string, string]>(
    ['name', 'e'],
    ['label', 'env'],
    ['status', 'exited'],
    ['network', 'net1'],
    ['ancestor', 'alpine'],
    ['expose', '80'],
  )
  fc.assert(
    fc.property(fc.uniqueArray(filter, { selector: ([key]) => key }), (filters) => {
      const ids = (some: Filters) =>
        must(listContainers(state, 'h1', { all: true, filters: some })).map((c) => c.id)
      const few = new Set(ids(filters))
      for (const some of filters.map((_, i) => filters.toSpliced(i, 1)))
        expect([...few].filter((id) => !ids(some).includes(id))).toEqual([])
    }),
  )
})
