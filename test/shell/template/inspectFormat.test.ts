/** What `docker inspect -f` prints: recorded formats, and docker's own client asked about one network document. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectFormat } from '../../../src/shell/template/inspectFormat.js'
import { GoMap, GoStruct, NIL_LIST, type TemplateValue } from '../../../src/shell/template/value.js'
import { networkDocument } from './networkDocument.js'

/** The client's exit code, stdout and stderr for one object. */
function client(format: string, object: TemplateValue) {
  const results = inspectFormat(format, [object])
  if (!results.ok) return [64, '', `template parsing error: ${results.error.message}\n`]
  const [result] = results.value
  if (result?.ok === true) return [0, `${result.value}\n`, '']
  return [1, '\n', `template parsing error: ${result?.error.message ?? ''}\n`]
}

const endpoint = (address: string, gateway: string) =>
  new GoStruct('*network.EndpointSettings', [
    { name: 'IPAMConfig', value: null },
    { name: 'Aliases', value: NIL_LIST },
    { name: 'IPAddress', value: address },
    { name: 'Gateway', value: gateway },
    { name: 'DNSNames', value: ['web1', 'db', '58a6ec6228ea'] },
  ])

const container: TemplateValue = {
  Id: 'cdec357fb0e80123',
  Name: '/web1',
  HostConfig: { NetworkMode: 'back' },
  NetworkSettings: {
    Ports: new GoMap(
      [
        [
          '80/tcp',
          [
            { HostIp: '0.0.0.0', HostPort: '8080' },
            { HostIp: '::', HostPort: '8080' },
          ],
        ],
      ],
      NIL_LIST,
    ),
    Networks: new Map([
      ['front', endpoint('172.18.0.2', '172.18.0.1')],
      ['back', endpoint('172.19.0.2', '')],
    ]),
  },
}

describe('formats of the recordings', () => {
  it.each([
    // dns-compose-style: networks by name, whatever the order in which they were joined
    [
      '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{$v.Gateway}} {{end}}',
      'back 172.19.0.2  front 172.18.0.2 172.18.0.1 ',
    ],
    // errors-connect
    ['{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}', '172.19.0.2 172.18.0.2 '],
    // dns-alias-run
    [
      '{{json .NetworkSettings.Networks.back.Aliases}} {{json .NetworkSettings.Networks.back.DNSNames}}',
      'null ["web1","db","58a6ec6228ea"]',
    ],
    // ports-default-bridge: a struct in declared order
    [
      '{{json .NetworkSettings.Ports}}',
      '{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"},{"HostIp":"::","HostPort":"8080"}]}',
    ],
    // dns-short-id
    ['{{slice .Id 0 12}}', 'cdec357fb0e8'],
    // network-by-id
    [
      '{{.HostConfig.NetworkMode}} {{range $k, $v := .NetworkSettings.Networks}}{{$k}}{{end}}',
      'back backfront',
    ],
    // ipam-static-ip
    ['{{.Name}} {{json .NetworkSettings.Networks.back.IPAMConfig}}', '/web1 null'],
  ])('%s', (format, output) => {
    expect(client(format, container)).toEqual([0, `${output}\n`, ''])
  })

  it('errors-inspect: a wrong field and a wrong template', () => {
    expect(client('{{.Bogus}}', networkDocument)).toEqual([
      1,
      '\n',
      'template parsing error: template: :1:2: executing "" at <.Bogus>: map has no entry for key "Bogus"\n',
    ])
    expect(client('{{.Name', networkDocument)).toEqual([
      64,
      '',
      'template parsing error: template: :1: unclosed action\n',
    ])
  })

  it('network-inspect-json and ipam-ipv6-subnet-without-flag: the documentation’s favourites', () => {
    expect(client('{{(index .IPAM.Config 0).Subnet}}', networkDocument)).toEqual([0, '172.17.0.0/16\n', ''])
    expect(client('{{.EnableIPv4}} {{.EnableIPv6}} {{len .IPAM.Config}}', networkDocument)).toEqual([
      0,
      'true false 1\n',
      '',
    ])
  })
})

describe('typed first, then raw', () => {
  it('finds a Go name typed, a JSON name raw, and never both', () => {
    const id = 'f16f74294322b6ab96d90d0f2f0a1fa655ab04e16d33f57a260ee43a3288534c'
    expect(client('{{.ID}}', networkDocument)).toEqual([0, `${id}\n`, ''])
    expect(client('{{.Id}}', networkDocument)).toEqual([0, `${id}\n`, ''])
    expect(client('{{.ID}} {{.Id}}', networkDocument)[0]).toBe(1)
  })

  it('sorts the JSON keys of a struct once the raw document is in use', () => {
    expect(client('{{json .IPAM.Config}}', networkDocument)[1]).toBe(
      '[{"Subnet":"172.17.0.0/16","Gateway":"172.17.0.1"}]\n',
    )
    expect(client('{{with .Id}}{{end}}{{json .IPAM.Config}}', networkDocument)[1]).toBe(
      '[{"Gateway":"172.17.0.1","Subnet":"172.17.0.0/16"}]\n',
    )
  })

  it('takes a missing key for an error from the first object on that needed the raw document', () => {
    const labelled = (name: string, more: TemplateValue) =>
      new GoStruct('network.Inspect', [
        { name: 'Labels', value: new Map() },
        { name, value: more },
      ])
    const objects = [labelled('Name', 'a'), labelled('Other', 'b'), labelled('Name', 'c')]
    const results = inspectFormat('{{.Labels.x}}{{.Name}}', objects)
    expect(
      results.ok && results.value.map((result) => (result.ok ? result.value : result.error.message)),
    ).toEqual([
      '<no value>a',
      'template: :1:9: executing "" at <.Labels.x>: map has no entry for key "x"',
      'template: :1:9: executing "" at <.Labels.x>: map has no entry for key "x"',
    ])
  })

  it('says what the famous port template says of a container that publishes nothing', () => {
    const format = '{{(index (index .NetworkSettings.Ports "443/tcp") 0).HostPort}}'
    expect(client(format, container)[2]).toContain('error calling index: index of untyped nil')
    expect(client(format.replace('443', '80'), container)).toEqual([0, '8080\n', ''])
  })

  it('reads user-given names like __proto__ as any other', () => {
    const object = new Map([['__proto__', 'x']])
    expect(client('{{.__proto__}} {{json .}}', object)).toEqual([0, 'x {"__proto__":"x"}\n', ''])
    expect(client('{{.constructor}}', new Map<string, TemplateValue>())[1]).toBe('<no value>\n')
    expect(client('{{.constructor}}', { Name: 'a' })[0]).toBe(1)
  })
})

describe('docker’s own client, asked', () => {
  type Answer = readonly [format: string, exit: number, stdout: string, stderr: string]
  const text = readFileSync(new URL('./client-answers.json', import.meta.url), 'utf8')
  const answers: readonly Answer[] = JSON.parse(text)

  it.each(answers)('%s', (format, ...answer) => {
    expect(client(format, networkDocument)).toEqual(answer)
  })
})

describe('always', () => {
  const fragments = [
    ...['{{', '}}', '{{- ', ' -}}', '{{if ', '{{range ', '{{with ', '{{else}}', '{{else if ', '{{end}}'],
    ...['.Name', '.IPAM.Config', '$x := ', '$x', '$', '.', '(', ')', '|', ' ', ',', '=', ':', '"', '`', "'"],
    ...[
      'index ',
      'printf ',
      'len ',
      'slice ',
      'eq ',
      '"%d"',
      '0',
      '1.5',
      '-1',
      '0x',
      'nil',
      'true',
      '\n',
      'é',
      '/*',
      '*/',
    ],
    ...['{{break}}', '{{continue}}', '{{define "a"}}', '\\', '\u0000', '\ud800'],
  ]
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join('')),
  )

  it('gives a result for any text: a value, an execute error or a parse error, never an exception', () => {
    fc.assert(
      fc.property(anyText, (format) => {
        const [exit] = client(format, networkDocument)
        expect([0, 1, 64]).toContain(exit)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives text without an action back', () => {
    const plain = anyText.map((text) => text.replaceAll('{{', ''))
    fc.assert(
      fc.property(plain, (text) => {
        expect(client(text, null)).toEqual([0, `${text}\n`, ''])
      }),
    )
  })

  it('stops at nesting that no stack would bear', () => {
    const deep = `{{${'('.repeat(100_000)}1${')'.repeat(100_000)}}}`
    expect(client(deep, null)[2]).toContain('max expression depth exceeded')
  })
})
