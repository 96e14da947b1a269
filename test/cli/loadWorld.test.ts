// A scenario, a recording of it and its saved world are one world, however it is named.
import { expect, it } from 'vitest'
import { runCli } from '../../src/cli/cli.js'
import { loadWorld } from '../../src/cli/loadWorld.js'
import { memoryIo } from './memoryIo.js'

const LAB =
  'hosts 2\nh1$ docker network create net1\nh2$ docker run -d --name web nginx\nping h2/web google.com\n'

it('finds the same world in a scenario, a recording and a saved world', async () => {
  const io = memoryIo({ 'mine.lab': LAB })
  expect(await runCli(['record', 'mine.lab', '--out', 'out'], io)).toBe(0)
  expect(await runCli(['run', 'mine.lab', '--save', 'world.json'], io)).toBe(0)
  const worlds = ['mine.lab', 'out/mine.json', 'world.json'].map((path) => loadWorld(io, path))
  for (const world of worlds) {
    expect(world.ok && world.value.lab.world).toEqual(worlds[0]?.ok && worlds[0].value.lab.world)
    expect(world.ok && world.value.lab.ping('h2/web', 'google.com').verdict).toBe('reachable')
  }
})

it('brings a compose file up', () => {
  const io = memoryIo({
    'shop/compose.yaml': 'services: { web: { image: nginx }, db: { image: postgres, expose: [5432] } }',
    'x/bad.yml': 'services: { web: { imgae: nginx } }',
  })
  const world = loadWorld(io, 'shop/compose.yaml')
  expect(world.ok && world.value.lab.http('h1/shop-web-1', 'db', 5432).verdict).toBe('reachable')
  const bad = loadWorld(io, 'x/bad.yml')
  expect(bad.ok ? '' : bad.error).toMatch(/bad\.yml:1:\d+.*imgae/)
})

it('finds the compose file itself when no world is named, and makes the external networks it asks for', () => {
  const io = memoryIo({
    'compose.yaml':
      'services: { web: { image: nginx, networks: [out] } }\nnetworks: { out: { external: true, name: theirs } }',
  })
  const world = loadWorld(io, undefined)
  expect(world.ok && [world.value.name, world.value.projectName]).toEqual(['compose.yaml', 'shop'])
  expect(world.ok && world.value.lab.state('h1/shop-web-1').interfaces[0]?.address).toBe('172.18.0.2/16')
  expect(io.said.error).toBe(
    "compose.yaml:2:13: the external network theirs is taken to be a bridge with Docker's defaults\n",
  )
})

it('tells of commands that a scenario was refused, of the first three in full', () => {
  const line = (name: string) => `h1$ docker run -d --name ${name} nginx\n`
  const io = memoryIo({ 'one.lab': line('a'), 'five.lab': ['a', 'b', 'c', 'd', 'e'].map(line).join('') })
  const world = loadWorld(io, 'one.lab')
  expect(world.ok).toBe(true)
  expect(io.said.error).toBe(
    "one.lab: exit 125 of 'h1$ docker run -d --name a nginx': docker: Error response from daemon: Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed\n",
  )
  loadWorld(io, 'five.lab')
  expect(io.said.error.split('\n').slice(-2)).toEqual([
    "five.lab: 2 more commands were refused: 'cnm run five.lab' prints all",
    '',
  ])
})

it('says what the engine refuses', () => {
  const io = memoryIo({
    'compose.yaml': 'services: { web: { image: nginx, network_mode: "container:gone" } }',
  })
  const world = loadWorld(io, undefined)
  expect(world.ok ? '' : world.error).toContain('compose.yaml:1:13: ')
  expect(world.ok ? '' : world.error).toContain('No such container: gone: so there is nothing to ask')
})

it.each([
  [undefined, 'no configuration file provided: not found'],
  ['mien.lab', 'mien.lab: there is no such file; did you mean mine.lab?'],
  ['notes.txt', 'notes.txt: this is no world. WORLD is a scenario (.lab)'],
  ['bad.lab', "bad.lab:1: no line begins with 'pong'"],
  ['bad.json', 'bad.json:1: this is not JSON'],
  ['world.json', 'world.json:2: cnm.clock should be a whole number'],
])('%s: says what is wrong', (path, message) => {
  const io = memoryIo({
    'mine.lab': LAB,
    'notes.txt': '',
    'bad.lab': 'pong',
    'bad.json': '{',
    'world.json': '{\n"cnm": {}}',
  })
  const world = loadWorld(io, path)
  expect(world.ok ? '' : world.error).toContain(message)
})
