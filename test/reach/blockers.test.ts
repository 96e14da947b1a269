// Blockers of everyday questions, and of the endings that random bridge worlds do not have.
import { expect, it } from 'vitest'
import { blockers, type Blockers } from '../../src/reach/blockers.js'
import { blockerLines } from '../../src/reach/explain/blocker.js'
import { createLab, type Lab } from '../../src/shell/lab/lab.js'
import { findPlace } from '../../src/shell/lab/place.js'

function lab(...lines: readonly string[]): Lab {
  const made = createLab()
  for (const line of lines) {
    const { exit, stderr } = made.docker('h1', line)
    if (exit !== 0) throw new Error(stderr)
  }
  return made
}

function asked(within: Lab, from: string, target: string, port = 0): Blockers {
  const place = findPlace(within.world, from)
  if (!place.ok) throw new Error(place.error)
  const protocol = port === 0 ? 'icmp' : 'tcp'
  return blockers(within.env, within.world.cnm, place.value, { target, protocol, port })
}
const kinds = ({ blockers: found }: Blockers) => found.map(({ way, fix }) => `${way} ${fix.kind}`)

const TWO = ['network create red', 'network create blue']
const RED = 'run -d --name r1 --network red -p 8080:80 nginx'
const BLUE = 'run -d --name b1 --network blue nginx'

it('has none for what is reached', () => {
  const found = asked(lab(...TWO, RED), 'peer', '192.0.2.11', 8080)
  expect(found).toMatchObject({ blockers: [], rest: null, conversation: { outcome: { kind: 'answered' } } })
})

it('names every rule between two bridges, not only the first', () => {
  const found = asked(lab(...TWO, RED, BLUE), 'h1/b1', 'r1')
  expect(kinds(found)).toEqual(['name name', 'request no-rule', 'request no-rule', 'request no-rule'])
  expect(blockerLines(found).map((line) => line.replace(/`.*?`/, '`...`'))).toEqual([
    'h1/b1 finds no address for r1: it is unknown on network blue, and the server outside, 192.0.2.1, says NXDOMAIN: h1/b1 would have to find it, as 172.18.0.2.',
    'h1 drops the packet by `...` in table raw (endpoint r1 may be addressed only from within its own network red): that rule would have to go.',
    'h1 drops the packet by `...` in table filter (network red is kept apart from the other bridge networks): that rule would have to go.',
    'h1 drops the packet by `...` in table filter (from outside network red only published ports are reached, and this is none): that rule would have to go.',
  ])
})

it('finds the way out of an internal network, and what stops the answer', () => {
  const found = asked(
    lab('network create --internal in', 'run -d --name c1 --network in nginx'),
    'h1/c1',
    '192.0.2.50',
  )
  expect(kinds(found)[0]).toBe('request route')
  expect(kinds(found)).toContain('answer route')
  expect(found.rest).toBeNull()
})

it('connects a container without networks', () => {
  const found = asked(
    lab(...TWO, RED, 'run -d --name alone --network none nginx'),
    'h1/alone',
    '172.18.0.2',
    80,
  )
  expect(kinds(found)).toEqual(['request attach'])
  expect(blockerLines(found)[0]).toContain('h1/alone would have to be on network red as well')
})

it('wants a listener, and a process that is not paused', () => {
  const within = lab(...TWO, RED, 'run -d --name q1 --network red nginx')
  expect(kinds(asked(within, 'h1/q1', 'r1', 81))).toEqual(['request listen'])
  within.docker('h1', 'pause r1')
  expect(kinds(asked(within, 'h1/q1', 'r1', 80))).toEqual(['request thaw'])
})

it('wants frames carried between a macvlan child and the machine of its parent', () => {
  const within = lab(
    'network create -d macvlan --subnet 192.0.2.0/24 --gateway 192.0.2.1 -o parent=eth0 mac',
    'run -d --name m1 --network mac --ip 192.0.2.100 --expose 80 nginx',
  )
  expect(kinds(asked(within, 'h1/m1', '192.0.2.11'))).toEqual(['request carry'])
  expect(kinds(asked(within, 'h1', '192.0.2.100', 80))).toEqual(['request carry'])
})

it('wants a pulled cable plugged in', () => {
  const within = lab(RED.replace('--network red', ''))
  within.link('h1', false)
  expect(kinds(asked(within, 'peer', '192.0.2.11', 8080))).toEqual(['request plug'])
  expect(kinds(asked(within, 'h1', '192.0.2.50'))).toEqual(['request plug'])
})

it('has nothing to say of a name that nobody bears', () => {
  expect(asked(lab(RED.replace('--network red', '')), 'h1/r1', 'nosuch')).toMatchObject({
    blockers: [],
    conversation: null,
    cleared: null,
  })
})

it('looks into a tunnel for what keeps its packets back', () => {
  const within = createLab({ hosts: 2 })
  const typed = (host: string, line: string) => within.docker(host, line).stdout.trim()
  typed('h1', 'swarm init --advertise-addr 192.0.2.11')
  typed('h2', `swarm join --token ${typed('h1', 'swarm join-token -q worker')} 192.0.2.11:2377`)
  typed('h1', 'network create -d overlay --attachable over')
  typed('h1', 'run -d --name near --network over nginx')
  typed('h2', 'run -d --name far --network over nginx')
  expect(kinds(asked(within, 'h1/near', 'far'))).toEqual([])
  within.link('h2', false)
  const cut = asked(within, 'h1/near', 'far')
  expect(cut.rest).toBeNull()
  expect(kinds(cut).at(-1)).toBe('request plug')
})
