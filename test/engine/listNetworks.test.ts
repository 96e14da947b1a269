import { expect, test } from 'vitest'
import { engineErrorText } from '../../src/engine/errors.js'
import type { Filters } from '../../src/engine/filters.js'
import { listNetworks } from '../../src/engine/listNetworks.js'
import type { DockerWorld } from '../../src/engine/state.js'
import { must, networkOf, oneHost, withNetwork, withRunning } from './build.js'

/** The networks and the container of a recording of `docker network ls --filter`. */
function recorded(): DockerWorld {
  let state = withNetwork(oneHost(), 'net1')
  state = withNetwork(state, 'net2', {
    labels: [
      ['env', 'test'],
      ['tier', 'web'],
    ],
  })
  state = withNetwork(state, 'mynet1', { labels: [['env', 'prod']] })
  state = withNetwork(state, 'int1', { internal: true })
  return withRunning(state, { name: 'web1', networks: [{ network: 'net1' }] })
}
const state = recorded()
const parse = (text: string): Filters =>
  text.split(' ').flatMap((filter) => {
    const [key = '', ...value] = filter.split('=')
    return filter === '' ? [] : [[key, value.join('=')]]
  })
const names = (filters: string): string =>
  must(listNetworks(state, 'h1', parse(filters)))
    .map((n) => n.name)
    .join(' ')

test.each([
  ['', 'bridge host int1 mynet1 net1 net2 none'],
  ['driver=bridge', 'bridge int1 mynet1 net1 net2'],
  ['driver=host', 'host'],
  ['name=net1', 'mynet1 net1'],
  ['name=^net1', 'net1'],
  ['name=net1 name=int', 'int1 mynet1 net1'],
  ['label=env', 'mynet1 net2'],
  ['label=env=test', 'net2'],
  ['label=env=test label=tier=db', ''],
  ['scope=local', 'bridge host int1 mynet1 net1 net2 none'],
  ['scope=swarm', ''],
  ['type=custom', 'int1 mynet1 net1 net2'],
  ['type=builtin', 'bridge host none'],
  ['dangling=true', 'int1 mynet1 net1 net2'], // net1 is in use, and yet it is there
  ['dangling=false', 'bridge host none'],
  ['driver=bridge type=custom', 'int1 mynet1 net1 net2'],
])('recorded: %s', (filters, expected) => {
  expect(names(filters)).toBe(expected)
})

test('by a part of the id', () => {
  const { id } = networkOf(state, 'net2')
  expect(names(`id=${id.slice(0, 12)}`)).toBe('net2')
  expect(names(`id=^${id.slice(20, 32)}`)).toBe('')
})

test('both types are all networks', () => {
  expect(names('type=custom type=builtin')).toBe(names(''))
})

test.each([
  ['type=foo', "invalid filter: 'type'='foo'"],
  ['dangling=maybe', `invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`],
  ['bogus=1', "invalid filter 'bogus'"],
  ['dangling=1 dangling=0', 'got more than one value for filter key "dangling"'],
])('%s is refused', (filters, text) => {
  const listed = listNetworks(state, 'h1', parse(filters))
  expect(listed.ok ? '' : engineErrorText(listed.error)).toBe(text)
})
