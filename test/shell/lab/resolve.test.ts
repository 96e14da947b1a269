// Who answers follows moby v28.5.2 libnetwork/sandbox.go ResolveName (recordings dns-alias-shared, dns-gw-priority); the words are ours.
import { beforeEach, expect, it } from 'vitest'
import { runCli } from '../../../src/cli/cli.js'
import { nameLines } from '../../../src/reach/explain/nameLines.js'
import { createLab, type Lab } from '../../../src/shell/lab/lab.js'
import { memoryIo } from '../../cli/memoryIo.js'

let lab: Lab
beforeEach(() => {
  lab = createLab()
  for (const line of [
    'network create net1',
    'network create net2',
    'network create --internal closed',
    'run -d --name db --network net1 alpine sleep 1000',
    'run -d --name other --network net2 --network-alias db alpine sleep 1000',
    'run -d --name both --network net1 alpine sleep 1000',
    'network connect net2 both',
    'run -d --name alone --network closed alpine sleep 1000',
    'run -d --name ctr1 alpine sleep 1000',
  ])
    lab.docker('h1', line)
})
const report = (from: string, name: string) => {
  const found = lab.resolve(from, name)
  if (!('asker' in found)) throw new Error(found.why)
  return found
}
const told = (from: string, name: string) => nameLines(report(from, name))

it('says which networks were asked in which order, and what was shadowed', () => {
  const { address, asker, published } = report('h1/both', 'db')
  expect(address).toBe('172.18.0.2')
  expect(asker.networks?.map(({ name }) => name)).toEqual(['net1', 'net2'])
  expect(published.map(({ network, names }) => [network, names.map(({ name }) => name)])).toEqual([
    [
      'net1',
      ['db', expect.stringMatching(/^[0-9a-f]{12}$/), 'both', expect.stringMatching(/^[0-9a-f]{12}$/)],
    ],
    [
      'net2',
      [
        'other',
        'db',
        expect.stringMatching(/^[0-9a-f]{12}$/),
        'both',
        expect.stringMatching(/^[0-9a-f]{12}$/),
      ],
    ],
  ])
  expect(told('h1/both', 'db')).toEqual(
    expect.arrayContaining([
      '  network net1 is asked for db: known',
      '  network net2 knows db too (other 172.19.0.2), and is shadowed',
      'address 172.18.0.2',
    ]),
  )
  expect(lab.explain(report('h1/both', 'db'))).toBe(
    'db is 172.18.0.2: the embedded resolver knows it as db on network net1, which comes before network net2, where it is known too.',
  )
})

it('says who it was forwarded to, or why to nobody', () => {
  expect(told('h1/both', 'google.com')).toContain('  forwarded to 192.0.2.1 from the host: NOERROR')
  expect(told('h1/alone', 'google.com')).toContain(
    '  192.0.2.1 is not asked, as the sandbox has no network that leads out',
  )
})

it('says why a name is not seen from there', () => {
  expect(told('h1/db', 'other')).toEqual(
    expect.arrayContaining([
      '  network net2, which the asker is not on, knows it (other 172.19.0.2)',
      'endpoint other on network net2 of h1: the asker is not on it, the name is published there',
      'no address',
    ]),
  )
  expect(told('h1/ctr1', 'db')).toEqual(
    expect.arrayContaining(['network bridge publishes no names', '192.0.2.1 is asked for A db: NXDOMAIN']),
  )
})

it('changes nothing, and answers from nowhere with a reason', () => {
  const before = lab.world
  expect(lab.resolve('h1/nosuch', 'db')).toMatchObject({
    verdict: 'unreachable',
    why: 'cannot-run: Error response from daemon: No such container: nosuch',
  })
  expect(lab.explain(lab.resolve('h9', 'db'))).toContain("there is no machine 'h9'")
  for (const name of ['', '.', '..', '__proto__', 'constructor', '💥', 'a b', 'x'.repeat(300), '::1'])
    expect(lab.explain(lab.resolve('h1/both', name)).length).toBeGreaterThanOrEqual(0)
  expect(lab.world).toBe(before)
})

it('is a line of the prompt', async () => {
  const io = memoryIo(
    {},
    'docker network create net1\ndocker run -d --name web --network net1 alpine sleep 9\nresolve h1/web web\nresolve h1\nresolve h1/web web 6\n',
  )
  expect(await runCli(['shell'], io)).toBe(0)
  expect(io.said.out).toContain('  web is 172.18.0.2: ')
  expect(io.said.out).toContain("'resolve h1' should read 'resolve FROM NAME [6]'\n")
  expect(io.said.out).toContain('  network net1 is asked for web: known in the other family only\n')
})
