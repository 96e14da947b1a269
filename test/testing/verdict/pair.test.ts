import { expect, test } from 'vitest'
import { tcp, type Port } from '../../../src/testing/rules/port.js'
import { situationOf } from '../../../src/testing/subject.js'
import { pairVerdict } from '../../../src/testing/verdict/pair.js'
import { select } from '../../../src/testing/verdict/select.js'
import type { Lab } from '../../../src/index.js'
import { labWith, shop } from '../shop.js'

function verdict(lab: Lab, from: string, to: string, port: Port | null = null) {
  const situation = situationOf(lab)
  const [a] = select(situation, [from]).parties
  const [b] = select(situation, [to]).parties
  const { verdict: is, controlled, says, decisive } = pairVerdict(situation, a!, b!, port)
  return {
    is,
    controlled,
    says,
    ends: decisive.map(({ end }) => end),
    doors: decisive.map(({ door }) => door),
  }
}

test('neighbours on one network reach each other', () => {
  expect(verdict(shop(), 'backend', 'db', tcp(5432))).toMatchObject({ is: 'reachable', ends: ['reached'] })
})

test('two networks are a wall, and the database would have answered', () => {
  expect(verdict(shop(), 'frontend', 'db')).toMatchObject({
    is: 'unreachable',
    controlled: true,
    ends: ['blocked', 'blocked'],
  })
})

test('a port where nothing listens proves nothing behind a wall', () => {
  expect(verdict(shop(), 'frontend', 'db', tcp(22))).toMatchObject({
    is: 'unreachable',
    controlled: false,
    ends: ['untested'],
    says: 'nothing answers at h1/shop-db-1 on 22/tcp, so nobody reaches it there whatever the networks are',
  })
})

test('nor does it where there is no wall', () => {
  expect(verdict(shop(), 'backend', 'db', tcp(22))).toMatchObject({
    is: 'unreachable',
    controlled: false,
    ends: ['open'],
  })
})

test('a frozen program keeps nobody out', () => {
  expect(verdict(shop('pause shop-db-1'), 'backend', 'db', tcp(5432))).toMatchObject({
    is: 'unreachable',
    controlled: false,
    ends: ['open'],
  })
})

test('where an unknown image listens is not known', () => {
  const lab = labWith('run -d --name web nginx', 'run -d --name db postgres')
  expect(verdict(lab, 'web', 'db', tcp(5432))).toMatchObject({
    is: 'undetermined',
    says: expect.stringContaining('nothing is known of where image postgres listens'),
  })
})

test('but a label says that it listens nowhere', () => {
  const lab = labWith('run -d --name web nginx', 'run -d --name db --label cnm.listen= postgres')
  expect(verdict(lab, 'web', 'db', tcp(5432))).toMatchObject({ is: 'unreachable', controlled: false })
})

test('a published port is a door, by the port of the host and by the port of the container', () => {
  const lab = labWith(
    'network create a',
    'network create b',
    'run -d --name web --network a nginx',
    'run -d --name db --network b -p 15432:5432 postgres',
  )
  for (const port of [tcp(5432), tcp(15432)])
    expect(verdict(lab, 'peer', 'db', port)).toMatchObject({
      is: 'reachable',
      doors: expect.arrayContaining([
        { address: '192.0.2.11', port: tcp(15432), inner: tcp(5432), published: true, picked: false },
      ]),
    })
  expect(verdict(lab, 'peer', 'db', tcp(22))).toMatchObject({ is: 'unreachable' })
})

test('a port published on the loopback address of its host is no door for the LAN', () => {
  const lab = labWith('run -d --name db -p 127.0.0.1:15432:5432 postgres')
  expect(verdict(lab, 'peer', 'db', tcp(5432))).toMatchObject({ is: 'unreachable', controlled: true })
  expect(verdict(lab, 'h1', 'db', tcp(15432))).toMatchObject({ is: 'reachable' })
})

test('a container without a network has no address', () => {
  const lab = labWith('run -d --name web nginx', 'run -d --name db --network none --expose 1 postgres')
  expect(verdict(lab, 'web', 'db')).toMatchObject({
    is: 'unreachable',
    controlled: false,
    says: 'h1/db has no address, so nobody reaches it whatever the networks are',
  })
})

test('a container on the network of its host is reached at the addresses of the host', () => {
  const lab = labWith('run -d --name db --network host --expose 5432 postgres')
  expect(verdict(lab, 'peer', 'db', tcp(5432))).toMatchObject({ is: 'reachable' })
})
