// Formats, filters and times: what docker's client 28.5.2 printed for the same few events of a real engine.
import { beforeEach, describe, expect, it } from 'vitest'
import { createLab, type Lab } from '../../../src/shell/lab/lab.js'
import { allNetworks } from '../../../src/cnm/lookup.js'
import { allContainers } from '../../../src/engine/findContainer.js'

let lab: Lab
/** Ids become N (the network's) and C (the container's); seconds since 1970 become S. */
const events = (line: string) => {
  const { exit, stdout, stderr } = lab.docker('h1', `events ${line}`)
  const network = allNetworks(lab.world.cnm).find(({ name }) => name === 'fm')?.id ?? ''
  const fold = (text: string) =>
    text
      .replaceAll(network, 'N')
      .replace(/[0-9a-f]{64}/g, 'C')
      .replace(/17672256\d\d/g, 'S')
  return { exit, stdout: fold(stdout), stderr: fold(stderr) }
}
const past = (line: string) => events(`--since 0 --until 0s ${line}`)
const actions = (filters: string) =>
  past(`--format "{{.Type}} {{.Action}}" ${filters}`).stdout.split('\n').slice(0, -1)

beforeEach(() => {
  lab = createLab()
  lab.docker('h1', 'network create fm')
  lab.docker('h1', 'run -d --name f1 --label lab1=x --network fm alpine sleep 1000')
  lab.docker('h1', 'rename f1 f2')
})

describe('docker events', () => {
  it('prints a line an event, with a time of nine digits', () => {
    expect(past('').stdout.replace(/2026-01-01T00:00:\d\d\.000000000Z/g, 'TIME')).toBe(
      [
        'TIME network create N (name=fm, type=bridge)',
        'TIME container create C (image=alpine, lab1=x, name=f1)',
        'TIME network connect N (container=C, name=fm, type=bridge)',
        'TIME container start C (image=alpine, lab1=x, name=f1)',
        'TIME container rename C (image=alpine, lab1=x, name=f2, oldName=/f1)',
        '',
      ].join('\n'),
    )
  })

  it.each(['json', '"{{json .}}"'])('--format %s prints the message of the API', (format) => {
    expect(past(`--format ${format} --filter event=create`).stdout).toBe(
      '{"Type":"network","Action":"create","Actor":{"ID":"N","Attributes":{"name":"fm","type":"bridge"}},"scope":"local","time":S,"timeNano":S000000000}\n' +
        '{"status":"create","id":"C","from":"alpine","Type":"container","Action":"create","Actor":{"ID":"C","Attributes":{"image":"alpine","lab1":"x","name":"f1"}},"scope":"local","time":S,"timeNano":S000000000}\n',
    )
  })

  it.each([
    [
      '{{.Time}} {{.Type}} {{.ID}} {{.From}} {{.Status}} {{.Scope}}',
      ['S network    local', 'S container C alpine create local'],
    ],
    ['table', ['table', 'table']],
    ['table {{.Action}}\\t{{.Type}}', ['table create\\tnetwork', 'table create\\tcontainer']],
    ['{{.Actor.Attributes.name}}x{{.Actor.Attributes.nope}}', ['fmx<no value>', 'f1x<no value>']],
    ['{{index .Actor.Attributes .From}}{{json .Action}}', ['"create"', '"create"']],
    ['{{printf `%v` .Actor}}', ['{N map[name:fm type:bridge]}', '{C map[image:alpine lab1:x name:f1]}']],
    [
      '{{printf `%s|%q|%T` .Action .Type .Type}}',
      ['create|"network"|events.Type', 'create|"container"|events.Type'],
    ],
    ['{{printf `%d` .Action}}', ['%!d(events.Action=create)', '%!d(events.Action=create)']],
    ['{{eq .Action `create`}} {{eq .Type `network`}} {{len .Action}}', ['true true 6', 'true false 6']],
    [
      '{{lt .Action `d`}} {{ge .Type .Action}} {{and .Action .Type}}',
      ['true true network', 'true false container'],
    ],
    [
      '{{upper (print .Action)}} {{pad .From 1 1}}|{{with .Status}}{{.}}{{end}}',
      ['CREATE |', 'CREATE  alpine |create'],
    ],
    [
      '{{.}}',
      [
        '{   network create {N map[name:fm type:bridge]} local S S000000000}',
        '{create C alpine container create {C map[image:alpine lab1:x name:f1]} local S S000000000}',
      ],
    ],
  ])('--format %s', (format, lines) => {
    expect(past(`--filter event=create --format '${format}'`)).toEqual({
      exit: 0,
      stdout: `${lines.join('\n')}\n`,
      stderr: '',
    })
  })

  it.each([
    ['{{.Foo}}', `template: :1:2: executing "" at <.Foo>: can't evaluate field Foo in type *events.Message`],
    ['{{.Foo', 'template: :1: unclosed action'],
    [
      '{{upper .Action}}{{println}}',
      'template: :1:8: executing "" at <.Action>: wrong type for value; expected string; got events.Action',
    ],
    [
      '{{title .Type}}',
      'template: :1:8: executing "" at <.Type>: wrong type for value; expected string; got events.Type',
    ],
    [
      '{{.Action.Foo}}',
      `template: :1:9: executing "" at <.Action.Foo>: can't evaluate field Foo in type events.Action`,
    ],
    [
      '{{index .Actor.Attributes .Type}}',
      'template: :1:2: executing "" at <index .Actor.Attributes .Type>: error calling index: value has type events.Type; should be string',
    ],
    [
      '{{slice .Action 0 2}}',
      'template: :1:2: executing "" at <slice .Action 0 2>: error calling slice: index out of range: 2',
    ],
    [
      '{{split .From ``}}{{join .Action ``}}',
      'template: :1:25: executing "" at <.Action>: wrong type for value; expected []string; got events.Action',
    ],
  ])('--format %s is refused before anything is asked', (format, message) => {
    expect(past(`--format '${format}'`)).toEqual({
      exit: 64,
      stdout: '',
      stderr: `Error parsing format: ${message}\n`,
    })
  })

  const ALL = ['network create', 'container create', 'network connect', 'container start', 'container rename']
  const CONTAINER = ['container create', 'container start', 'container rename']
  it.each([
    ['type=container', CONTAINER],
    ['type=network', ['network create', 'network connect']],
    ['type=bogus', []],
    ['type=net', []],
    ['type=', []],
    ['event=create', ['network create', 'container create']],
    ['event=creat', []],
    ['event=exec_create', []],
    ['event=sta --filter event=exec_create', ['container start']],
    ['container=f1', ['container create', 'container start']],
    ['container=f2', ['container rename']],
    ['container=f', ALL],
    ['container=', ALL],
    ['network=fm', ['network create', 'network connect']],
    ['network=f', ALL],
    ['daemon=f1', ['container create', 'container start']],
    ['plugin=fm', ['network create', 'network connect']],
    ['volume=v', []],
    ['image=alpine', CONTAINER],
    ['image=alpine:latest', []],
    ['image=', ['network create', 'network connect']],
    ['label=lab1', CONTAINER],
    ['label=lab1=x', CONTAINER],
    ['label=lab1=y', []],
    ['label=name', ALL],
    ['label=', []],
    ['label=lab1 --filter label=nope', []],
    ['scope=local', ALL],
    ['scope=swarm', []],
    ['scope=', []],
    ['bogus=1', ALL],
    ['type=container --filter type=network --filter event=create', ['network create', 'container create']],
    ['container=f1 --filter network=fm', []],
  ])('--filter %s', (filter, lines) => {
    expect(actions(`--filter ${filter}`)).toEqual(lines)
  })

  it('a filter takes the beginning of an id', () => {
    const id = allContainers(lab.world)[0]?.id ?? ''
    expect(actions(`--filter container=${id.slice(0, 5)}`)).toEqual(CONTAINER)
    expect(actions(`--filter container=${id}`)).toEqual(CONTAINER)
  })

  it.each([
    ['--since 0 --until now', 'failed to parse value as time or duration: "now"'],
    ['--since 0 --until 1.5.3', 'failed to parse value as time or duration: "1.5.3"'],
    ["--since 5 --until ' '", 'failed to parse value as time or duration: " "'],
    [
      '--since 99999999999 --until 5',
      'Error response from daemon: `since` time (99999999999) cannot be after `until` time (5)',
    ],
    [
      '--since 5.5 --until 3',
      'Error response from daemon: `since` time (5.5) cannot be after `until` time (3)',
    ],
    ['--since 5 --until 0', 'Error response from daemon: `since` time (5) cannot be after `until` time (0)'],
    [
      '--since 2020-01-01T10:00:00.5Z --until 2019-01-01T00',
      'Error response from daemon: `since` time (1577872800.500000000) cannot be after `until` time (1546300800.000000000)',
    ],
  ])('%s is refused', (line, message) => {
    expect(events(line)).toEqual({ exit: 1, stdout: '', stderr: `${message}\n` })
  })

  it.each([
    '--since 2020-01-01 --until 2020-01-02',
    '--until 1h',
    '--since 0 --until 5',
    '--since 0 --until 1.5h',
  ])('%s finds nothing', (line) => {
    expect(events(line)).toEqual({ exit: 0, stdout: '', stderr: '' })
  })

  it('times are the steps of the world', () => {
    const at = lab.world.events.map((event) => event.at)
    const last = `2026-01-01T00:00:${String(at.at(-1)).padStart(2, '0')}Z`
    expect(events(`--since ${last} --until 0s --format '{{.Action}}'`).stdout).toBe('rename\n')
    expect(events(`--until ${last} --format '{{.Action}}'`).stdout.split('\n').length).toBe(6)
    expect(events(`--until 0 --format '{{.Action}}'`).stdout.split('\n').length).toBe(6)
  })

  it('says that nothing more can come where a real client would wait', () => {
    const { exit, stdout, stderr } = events('--since 0 --format "{{.Action}}"')
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: 'create\ncreate\nconnect\nstart\nrename\n' })
    expect(stderr).toBe('cnm-sim: nothing more can come, since nothing happens here while a client waits\n')
    // a real one tells nothing of the past when it is asked for no time
    expect(events('')).toMatchObject({
      exit: 0,
      stdout: '',
      stderr: expect.stringContaining('docker events --since 0'),
    })
    expect(events('--since 0 --until -1h').stderr).toBe(stderr)
    expect(lab.docker('h1', 'system events --since 0 --until 0s').stdout).toContain('network create')
  })

  it('changes nothing', () => {
    const before = lab.world
    events('--since 0')
    expect(lab.world).toBe(before)
  })
})
