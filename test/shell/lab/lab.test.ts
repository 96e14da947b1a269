import { describe, expect, it } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

describe('the laboratory', () => {
  it('is the LAN of the recordings', () => {
    const lab = createLab({ hosts: 2 })
    expect(lab.state('h2').interfaces).toEqual([
      { name: 'eth0', address: '192.0.2.12/24' },
      { name: 'eth0', address: '2001:db8:1::12/64' },
      { name: 'docker0', address: '172.17.0.1/16' },
    ])
    expect(lab.ping('h1', 'google.com')).toMatchObject({ verdict: 'reachable' })
    expect(lab.ping('peer', '192.0.2.12')).toMatchObject({ verdict: 'reachable', ttl: 64 })
    expect(lab.dns('h1', 'peer.lan')).toMatchObject({
      server: '192.0.2.1',
      answers: [{ data: '192.0.2.50' }],
    })
  })

  it('keeps worlds: at, fork and undo', () => {
    const lab = createLab()
    const before = lab.world
    lab.docker('h1', 'network create net1')
    const after = lab.world
    const other = lab.fork()
    other.docker('h1', 'network rm net1')
    expect(lab.world).toBe(after)
    expect(lab.at(before).docker('h1', 'network inspect net1').exit).toBe(1)
    expect(lab.undo()).toBe(true)
    expect(lab.world).toBe(before)
    expect(lab.undo()).toBe(false)
  })

  it('survives JSON', () => {
    const lab = createLab()
    lab.docker('h1', 'run -d --name web -p 8080:80 alpine httpd -f -p 80')
    const copy: unknown = JSON.parse(JSON.stringify(lab.world))
    expect(copy).toEqual(lab.world)
  })

  it('leaves the very same world behind a refusal, a question and a command that only looks', () => {
    const lab = createLab()
    const { world } = lab
    lab.docker('h1', 'network rm nosuch')
    lab.docker('h1', 'bogus')
    lab.docker('h1', 'network ls')
    lab.docker('h1', 'run "')
    lab.ping('h1/nosuch', 'peer')
    expect(lab.world).toBe(world)
  })

  it('answers questions from nowhere instead of throwing', () => {
    const lab = createLab()
    expect(lab.ping('h9', 'peer')).toMatchObject({ why: "cannot-run: there is no machine 'h9'" })
    expect(lab.http('h1/__proto__', 'peer', 80).why).toMatch(/No such container: __proto__/)
    expect(lab.rules('nosuch')).toEqual([])
    expect(lab.link('nosuch', false)).toMatch(/nosuch/)
    expect(lab.route('peer', 'x', 'y')).toMatch(/'x' is no subnet/)
    expect(lab.docker('peer', 'ps')).toMatchObject({
      exit: 1,
      stderr: "cnm-sim: no Docker engine runs on 'peer'\n",
    })
  })

  it('pulls cables and sets routes', () => {
    const lab = createLab()
    expect(lab.route('peer', '172.17.0.0/16', '192.0.2.11')).toBeNull()
    expect(lab.state('peer').routes).toContain('172.17.0.0/16 via 192.0.2.11 dev eth0')
    expect(lab.link('h1', false)).toBeNull()
    expect(lab.ping('peer', '192.0.2.11').verdict).toBe('unreachable')
    lab.link('h1', true)
    expect(lab.ping('peer', '192.0.2.11').verdict).toBe('reachable')
  })
})

describe('a batch of command lines', () => {
  const lines = [
    ['h1', 'network create net1'],
    ['h1', 'run -dit --name web1 --network net1 alpine ash'],
  ] as const

  it('is one change', () => {
    const lab = createLab()
    const before = lab.world
    expect(lab.batch(lines).map(({ exit }) => exit)).toEqual([0, 0])
    expect(lab.ping('h1/web1', '172.18.0.1').verdict).toBe('reachable')
    expect(lab.undo()).toBe(true)
    expect(lab.world).toBe(before)
    expect(lab.undo()).toBe(false)
  })

  it('or none, when one of them fails', () => {
    const lab = createLab()
    const before = lab.world
    expect(lab.batch([...lines, ...lines]).map(({ exit }) => exit)).toEqual([0, 0, 1])
    expect(lab.world).toBe(before)
  })
})
