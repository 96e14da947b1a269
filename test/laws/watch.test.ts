// Law: what is watched is what asking anew gives, after every command; and what it tells is all that differs.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Env } from '../../src/cnm/env.js'
import type { World } from '../../src/cnm/world.js'
import { matrix, matrixRows, type Matrix, type MatrixAsked } from '../../src/reach/matrix.js'
import { watch, type Watch, type WatchChange } from '../../src/reach/watch.js'
import { createLab } from '../../src/shell/lab/lab.js'
import { standardEnv } from '../../src/standard.js'
import { life } from './arbitraries.js'
import { play, startWorld } from './play.js'

const PORTS: MatrixAsked = { ports: [80, { protocol: 'udp', port: 81 }] }

/** Every answer of a matrix, by its question. */
const told = (of: Matrix): ReadonlyMap<string, string> =>
  new Map(
    matrixRows(of).flatMap(({ from, to, address, ping, ports }) => [
      [[from, to, address, 'icmp', 0].join(' '), ping],
      ...ports.map(({ protocol, port, verdict }): [string, string] => [
        [from, to, address, protocol, port].join(' '),
        verdict,
      ]),
    ]),
  )
const line = ({ from, to, address, protocol, port, before, after }: WatchChange): string =>
  `${[from, to, address, protocol, port].join(' ')}: ${before} ${after}`

function differing(before: Matrix, after: Matrix): readonly string[] {
  const [was, is] = [told(before), told(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .map((key) => `${key}: ${was.get(key) ?? null} ${is.get(key) ?? null}`)
}

/** Steps to the world; gives how much was told. */
function stepTo(env: Env, watched: Watch, world: World): number {
  const before = watched.matrix()
  const changes = watched.to(world)
  const now = watched.matrix()
  expect(now).toEqual(matrix(env, world, PORTS))
  expect(changes.map(line).toSorted()).toEqual(differing(before, now).toSorted())
  return changes.length
}

test('after every command of a random life: networks, publishing, several homes, shared stacks, cables', () => {
  const env = standardEnv()
  let changes = 0
  fc.assert(
    fc.property(life, fc.boolean(), (intents, proxy) => {
      const { start, steps } = play(env, intents, startWorld(env, proxy))
      const watched = watch(env, start, PORTS)
      for (const { after } of steps) changes += stepTo(env, watched, after)
      // and back, over all of it at once
      changes += stepTo(env, watched, start)
    }),
    { numRuns: 25 },
  )
  expect(changes).toBeGreaterThan(100)
})

test('over hosts: clusters, services, parents shared by networks, a firewall, routes', () => {
  const lab = createLab({ hosts: 2 })
  const watched = watch(lab.env, lab.world.cnm, PORTS)
  const typed = (host: string, command: string): string => {
    const { exit, stdout, stderr } = lab.docker(host, command)
    expect([command, exit, stderr]).toEqual([command, 0, stderr])
    return stdout.trim()
  }
  let changes = 0
  const then = (step: () => unknown): void => {
    step()
    changes += stepTo(lab.env, watched, lab.world.cnm)
  }
  then(() => typed('h1', 'swarm init --advertise-addr 192.0.2.11'))
  const token = typed('h1', 'swarm join-token -q worker')
  const commands: readonly (readonly [string, string])[] = [
    ['h2', `swarm join --token ${token} 192.0.2.11`],
    ['h1', 'network create -d overlay --attachable over'],
    ['h1', 'run -dit --name aa --network over alpine httpd -f -p 80'],
    ['h2', 'run -dit --name bb --network over alpine ash'],
    ['h1', 'service create --detach --name web --replicas 2 --network over -p 8080:80 alpine httpd -f -p 80'],
    [
      'h1',
      'network create -d macvlan -o parent=eth0 --subnet 192.0.2.0/24 --gateway 192.0.2.1 --ip-range 192.0.2.64/28 mac',
    ],
    ['h1', 'run -dit --name m1 --network mac alpine httpd -f -p 80'],
    [
      'h2',
      'network create -d macvlan -o parent=eth0 --subnet 192.0.2.0/24 --gateway 192.0.2.1 --ip-range 192.0.2.80/28 mac',
    ],
    ['h2', 'run -dit --name m2 --network mac alpine ash'],
    ['h2', 'run -dit --name n2 --network mac --ip 192.0.2.64 alpine ash'],
    ['h1', 'run -dit --name own --network host alpine ash'],
    ['h1', 'network create apart'],
    ['h1', 'network connect apart aa'],
    ['h1', 'run -dit --name late --network apart alpine ash'],
    ['h1', 'network disconnect over aa'],
    ['h1', 'pause late'],
    ['h1', 'rm -f m1'],
    ['h2', 'rm -f n2'],
    ['h1', 'service rm web'],
  ]
  for (const [host, command] of commands) then(() => typed(host, command))
  then(() => lab.link('h2', false))
  then(() => lab.link('h2', true))
  expect(changes).toBeGreaterThan(200)
})
