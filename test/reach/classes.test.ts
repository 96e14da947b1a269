// Containers on the same networks are one class; what is one's alone is a class of its own.
import { expect, test } from 'vitest'
import { sandboxOf } from '../../src/cnm/lookup.js'
import { classes, reachesClass } from '../../src/reach/classes.js'
import { createLab } from '../../src/shell/lab/lab.js'

const lab = createLab()
lab.docker('h1', 'network create front')
lab.docker('h1', 'network create --internal back')
for (const name of ['web1', 'web2', 'web3'])
  lab.docker('h1', `run -dit --name ${name} --network front alpine ash`)
for (const name of ['db1', 'db2']) lab.docker('h1', `run -dit --name ${name} --network back alpine ash`)
lab.docker('h1', 'run -dit --name api --network front alpine ash')
lab.docker('h1', 'network connect back api')
lab.docker('h1', 'run -d --name edge --network front -p 8080:80 nginx')
const world = lab.world.cnm
const all = classes(world)

/** The labels of each class's members. */
const labelsIn = (of: typeof lab) =>
  classes(of.world.cnm).map(({ members }) => members.map((id) => sandboxOf(of.world.cnm, id).label))

test('by networks, and alone with a published port', () => {
  expect(labelsIn(lab)).toEqual([
    ['h1/web1', 'h1/web2', 'h1/web3'],
    ['h1/db1', 'h1/db2'],
    ['h1/api'],
    ['h1/edge'],
  ])
})

test('one pair answers for all pairs', () => {
  const [web, db, api, edge] = all
  const reaches = (a = web, b = web) => a && b && reachesClass(lab.env, world, a, b)
  expect([
    reaches(web, web),
    reaches(web, db),
    reaches(api, db),
    reaches(db, edge),
    reaches(web, api),
  ]).toEqual([[true], [false], [true], [false], [true, false]])
  expect(reaches(api, api)).toBeNull()
})

test('the same world is the same answer', () => expect(classes(world)).toBe(all))

test('a route of another host to a part of a subnet tells its containers apart', () => {
  const hosts = createLab({ hosts: 2 })
  hosts.docker(
    'h1',
    'network create -o com.docker.network.bridge.gateway_mode_ipv4=routed --subnet 10.1.0.0/24 net',
  )
  for (const name of ['c2', 'c3', 'c4'])
    hosts.docker('h1', `run -dit --name ${name} --network net alpine ash`)
  expect(labelsIn(hosts)).toEqual([['h1/c2', 'h1/c3', 'h1/c4']])
  hosts.docker('h2', 'network create --subnet 10.1.0.0/30 part')
  expect(labelsIn(hosts)).toEqual([['h1/c2', 'h1/c3'], ['h1/c4']])
})

test('a host of a cluster that hears nothing more tells new containers from the old ones', () => {
  const hosts = createLab({ hosts: 2 })
  hosts.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  const token = hosts.docker('h1', 'swarm join-token -q worker').stdout.trim()
  hosts.docker('h2', `swarm join --token ${token} 192.0.2.11`)
  hosts.docker('h1', 'network create -d overlay --attachable over')
  hosts.docker('h1', 'run -dit --name asks --network over alpine ash')
  for (const name of ['old1', 'old2']) hosts.docker('h2', `run -dit --name ${name} --network over alpine ash`)
  hosts.firewall('h2', [{ protocol: 'udp', port: 7946 }])
  hosts.docker('h2', 'run -dit --name new --network over alpine ash')
  const of = labelsIn(hosts).filter((labels) => labels.some((label) => label.startsWith('h2/')))
  expect(of).toContainEqual(['h2/old1', 'h2/old2'])
  expect(of).toContainEqual(['h2/new'])
  const { cnm } = hosts.world
  const classOf = (label: string) =>
    classes(cnm).find(({ members }) => members.some((id) => sandboxOf(cnm, id).label === label))
  const [asks, old, fresh] = ['h1/asks', 'h2/old1', 'h2/new'].map(classOf)
  expect(asks && old && reachesClass(hosts.env, cnm, asks, old)).toContain(true)
  expect(asks && fresh && reachesClass(hosts.env, cnm, asks, fresh)).not.toContain(true)
})
