import { describe, expect, it } from 'vitest'
import { compareRecordings } from '../../../src/shell/compare/compareRecordings.js'
import type { RecordedStep } from '../../../src/shell/recording/recording.js'
import { command, ID, recordingOf } from './recordings.js'

const differences = (left: readonly RecordedStep[], right: readonly RecordedStep[]) =>
  compareRecordings(recordingOf(...left), recordingOf(...right)).differences.map(({ step, what }) => [
    step,
    what,
  ])

const ping = (result: Extract<RecordedStep, { probe: 'ping' }>['result']): RecordedStep => ({
  probe: 'ping',
  from: 'h1/ctr1',
  args: ['172.17.0.3'],
  result,
})

describe('compareRecordings', () => {
  it('folds ids, times and random addresses', () => {
    const told = (id: string, mac: string, time: string): RecordedStep =>
      command(
        'inspect x',
        `[\n    {\n        "Id": "${id}",\n        "Mac": "${mac}",\n        "Created": "${time}"\n    }\n]\n`,
      )
    expect(
      differences(
        [told(ID.one, '3e:c5:69:15:cc:17', '2026-11-23T15:54:03.314808908Z')],
        [told(ID.two, '8e:89:59:cf:32:cd', '2026-01-01T00:00:00Z')],
      ),
    ).toEqual([])
  })

  it('keeps who is who: the same id has to come back where it came back', () => {
    const ids = (...all: readonly string[]) => all.map((id) => command('run alpine', `${id}\n`))
    expect(differences(ids(ID.one, ID.two, ID.one), ids(ID.two, ID.three, ID.two))).toEqual([])
    expect(differences(ids(ID.one, ID.two, ID.one), ids(ID.two, ID.three, ID.three))).toEqual([[2, 'stdout']])
    expect(
      differences(
        [...ids(ID.one), command('ps -q', `${ID.one.slice(0, 12)}\n`)],
        [...ids(ID.two), command('ps -q', `${ID.three.slice(0, 12)}\n`)],
      ),
    ).toEqual([[1, 'stdout']])
  })

  it.each<[string, RecordedStep, RecordedStep, string]>([
    ['an exit code', command('network rm x', '', '', 0), command('network rm x', '', '', 1), 'exit'],
    [
      'an error text',
      command('rm x', '', 'No such container: x\n', 1),
      command('rm x', '', 'no such x\n', 1),
      'stderr',
    ],
    ['an address', command('inspect x', '172.18.0.2\n'), command('inspect x', '172.18.0.3\n'), 'stdout'],
    [
      'a verdict',
      ping({ ok: true, address: '172.17.0.3', ttl: 64 }),
      ping({ ok: false, why: 'timeout', address: '172.17.0.3' }),
      'result',
    ],
    [
      'a ttl',
      ping({ ok: true, address: '172.17.0.3', ttl: 64 }),
      ping({ ok: true, address: '172.17.0.3', ttl: 63 }),
      'result',
    ],
  ])('finds %s that differs', (_, left, right, what) => {
    expect(differences([left], [right])).toEqual([[0, what]])
  })

  it('finds rules in another order, and takes interfaces in any', () => {
    const rules = (...result: readonly string[]): RecordedStep => ({
      probe: 'rules',
      from: 'h1',
      args: [],
      result,
    })
    expect(differences([rules('-A A', '-A B')], [rules('-A B', '-A A')])).toEqual([[0, 'result']])
    const state = (...names: readonly string[]): RecordedStep => ({
      probe: 'state',
      from: 'h1/ctr1',
      args: [],
      result: {
        interfaces: names.map((name) => ({ name, address: '172.18.0.2/16' })),
        routes: names,
        routes6: [],
        hosts: [],
        resolv: [],
      },
    })
    expect(differences([state('eth0', 'eth1')], [state('eth1', 'eth0')])).toEqual([[0, 'routes']])
  })

  it('leaves alone what the commands themselves say', () => {
    const run = (mac: string): RecordedStep =>
      command('run --mac-address 3e:c5:69:15:cc:17 alpine', `${mac}\n`)
    expect(differences([run('3e:c5:69:15:cc:17')], [run('8e:89:59:cf:32:cd')])).toEqual([[0, 'stdout']])
    const port = (number: string): RecordedStep => command('port x', `80/tcp -> 0.0.0.0:${number}\n`)
    expect(differences([port('32768')], [port('49153')])).toEqual([])
    expect(differences([port('8080')], [port('8081')])).toEqual([[0, 'stdout']])
  })

  it('takes the endpoints in the way of a removal, and what prune deleted, in any order', () => {
    const blocked = (...names: readonly string[]): RecordedStep =>
      command(
        'network rm x',
        '',
        `network x has active endpoints (${names.map((n) => `name:"${n}" id:"${ID.one.slice(0, 12)}"`).join(', ')})\n`,
        1,
      )
    expect(differences([blocked('a', 'b')], [blocked('b', 'a')])).toEqual([])
    const pruned = (...names: readonly string[]): RecordedStep =>
      command('network prune -f', `Deleted Networks:\n${names.join('\n')}\n\n`)
    expect(differences([pruned('a', 'b')], [pruned('b', 'a')])).toEqual([])
    expect(differences([pruned('a', 'b')], [pruned('a')])).toEqual([[0, 'stdout']])
  })

  it('takes either wildcard address of a port that is taken on both', () => {
    const taken = (address: string): RecordedStep =>
      command('run -p 80:80 alpine', '', `Bind for ${address}:80 failed: port is already allocated\n`, 125)
    expect(differences([taken('0.0.0.0')], [taken('::')])).toEqual([])
    expect(differences([taken('0.0.0.0')], [taken('127.0.0.1')])).toEqual([[0, 'stderr']])
  })

  it('takes the replies to nslookup in any order', () => {
    const asked = (...replies: readonly string[]): RecordedStep =>
      command(
        'exec c nslookup db',
        ['Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n', ...replies, ''].join('\n'),
      )
    const [four, six] = ['Name:\tdb\nAddress: 10.0.0.2\n', 'Name:\tdb\nAddress: fd00::2\n']
    expect(differences([asked(four, six)], [asked(six, four)])).toEqual([])
    expect(differences([asked(four, six)], [asked(four, four)])).toEqual([[0, 'stdout']])
  })

  it('takes the networks of a container in any order', () => {
    const row = (Networks: string): RecordedStep =>
      command('ps --format json', `${JSON.stringify({ Names: 'web', Networks })}\n`)
    expect(differences([row('a,b')], [row('b,a')])).toEqual([])
    expect(differences([row('a,b')], [row('a')])).toEqual([[0, 'stdout']])
  })

  it('puts objects that are keyed by ids in an order of their own', () => {
    const members = (...entries: readonly (readonly [string, string])[]): RecordedStep =>
      command(
        'network inspect x',
        `${JSON.stringify({ Containers: Object.fromEntries(entries.map(([id, Name]) => [id, { Name }])) })}\n`,
      )
    expect(
      differences([members([ID.one, 'a'], [ID.two, 'b'])], [members([ID.three, 'b'], [ID.two, 'a'])]),
    ).toEqual([])
  })

  it('says so when the two did different things', () => {
    expect(differences([command('ps', '')], [command('ps -a', '')])).toEqual([[0, 'step']])
    expect(differences([command('ps', ''), command('ps', '')], [command('ps', '')])).toEqual([[1, 'step']])
  })

  it('counts the observations', () => {
    const { observations } = compareRecordings(recordingOf(command('ps', '')), recordingOf(command('ps', '')))
    expect(observations).toBe(3)
  })
})
