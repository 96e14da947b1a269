/** The output of list commands. Formats and tables are recorded, or what docker's client printed for the same rows. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containerHeaders, networkHeaders } from '../../src/shell/headers.js'
import { checkPsFormat, DEFAULT_TABLES, formatList } from '../../src/shell/table.js'
import { tabwriter } from '../../src/shell/tabwriter.js'
import { formatterContext } from '../../src/shell/template/value.js'

const network = (id: string, name: string, driver: string) =>
  formatterContext('*network.networkContext', [
    ['ID', id],
    ['Name', name],
    ['Driver', driver],
    ['Scope', 'local'],
  ])

const container = (
  fields: Readonly<Record<string, string>>,
  labels: ReadonlyMap<string, string> = new Map(),
) =>
  formatterContext(
    '*formatter.ContainerContext',
    Object.entries(fields),
    new Map([['Label', (name) => labels.get(name) ?? '']]),
  )

const containers = [
  container(
    { ID: 'aaaaaaaaaaaa', Names: 'web1', Image: 'alpine:latest', State: 'running', Networks: 'net1,net2' },
    new Map([['com.x.my-label', 'z<&>']]),
  ),
  container({ ID: 'bbbbbbbbbbbb', Names: 'b', Image: 'busybox', State: 'exited', Networks: '' }),
]

const ps = (format: string, rows = containers) => {
  const output = formatList(format, containerHeaders, rows)
  return output.ok ? output.value.split('\n').slice(0, -1) : output.error.message
}

describe('formatList', () => {
  it('ipvlan-create-errors: network ls', () => {
    const rows = [
      network('ee6838dcccba', 'bridge', 'bridge'),
      network('4b298d8c0bed', 'host', 'host'),
      network('26be624136cc', 'ip1', 'ipvlan'),
      network('c6d440129aeb', 'none', 'null'),
    ]
    expect(formatList(DEFAULT_TABLES['network ls'], networkHeaders, rows)).toEqual({
      ok: true,
      value: [
        'NETWORK ID     NAME      DRIVER    SCOPE',
        'ee6838dcccba   bridge    bridge    local',
        '4b298d8c0bed   host      host      local',
        '26be624136cc   ip1       ipvlan    local',
        'c6d440129aeb   none      null      local',
        '',
      ].join('\n'),
    })
  })

  it('random-local-2004: backslashes make tabs, and the last column is not padded', () => {
    const rows = ['api', 'app_1'].map((name) => container({ Names: name, State: 'running', Ports: '' }))
    expect(ps('table {{.Names}}\\t{{.State}}\\t{{.Ports}}', rows)).toEqual([
      'NAMES     STATE     PORTS',
      'api       running   ',
      'app_1     running   ',
    ])
  })

  it('bridge-internal-from-other: lines without a header', () => {
    const rows = ['web2', 'web1'].map((name) => container({ Names: name, Ports: '' }))
    expect(ps('{{.Names}} {{.Ports}}', rows)).toEqual(['web2 ', 'web1 '])
  })

  it('prints the header of a table without rows, and nothing for lines', () => {
    expect(ps(DEFAULT_TABLES.ps, [])).toEqual([
      'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES',
    ])
    expect(ps('{{.Names}}', [])).toEqual([])
    expect(ps('table {{.Names}}\\t{{.Label "a.b-c"}}\\t{{.Bogus}}', [])).toEqual([
      'NAMES     b c       <no value>',
    ])
  })

  it('names columns with the same template, whose functions leave names alone', () => {
    expect(ps('table {{.Names | upper}}\\t{{pad .Image 2 2}}\\t{{truncate .ID 3}}')).toEqual([
      'NAMES       IMAGE             CONTAINER ID',
      'WEB1        alpine:latest     aaa',
      'B           busybox           bbb',
    ])
    expect(ps('table {{.Names}}\\t{{.Label "com.x.my-label"}}\\t{{json .State}}')).toEqual([
      'NAMES     my label   STATE',
      'web1      z<&>       "running"',
      'b                    "exited"',
    ])
  })

  it('cuts the header short where a name is no argument, as docker does', () => {
    expect(ps('table {{range (split .Networks ",")}}{{.}} {{end}}\\t{{.State}}')).toEqual([
      '',
      'net1 net2    running',
      '             exited',
    ])
    expect(ps('table {{if .Names}}x{{.Names}}{{end}}\\t{{index (split .Names ",") 0}}\\t{{.State}}')).toEqual(
      ['xNAMES    78        STATE', 'xweb1     web1      running', 'xb        b         exited'],
    )
  })

  it('takes every format that starts with table for one, and trims spaces', () => {
    expect(ps('tableau {{.ID}}')).toEqual(['au CONTAINER ID', 'au aaaaaaaaaaaa', 'au bbbbbbbbbbbb'])
    expect(ps('  {{.Names}}\\n--  ')).toEqual(['web1', '--', 'b', '--'])
  })

  it('says what Go says of a wrong field, argument or template', () => {
    const networks = (format: string) => formatList(format, networkHeaders, [network('i', 'n', 'd')])
    expect(networks('{{.Bogus}}')).toMatchObject({
      error: {
        message:
          'template: :1:2: executing "" at <.Bogus>: can\'t evaluate field Bogus in type *network.networkContext',
      },
    })
    expect(networks('{{.Name 1}}')).toMatchObject({
      error: {
        message: 'template: :1:2: executing "" at <.Name>: wrong number of args for Name: want 0 got 1',
      },
    })
    expect(networks('{{.ID')).toMatchObject({
      error: { kind: 'parse', message: 'template: :1: unclosed action' },
    })
  })
})

describe('checkPsFormat', () => {
  const zero = container({ Names: '' })

  it('complains before any container is listed, counting columns in the format as it was written', () => {
    expect(checkPsFormat('table {{.Names}}\\t{{.Bogus}}', zero)).toMatchObject({
      error: {
        message:
          'failed to execute template: template: :1:20: executing "" at <.Bogus>: ' +
          "can't evaluate field Bogus in type *formatter.ContainerContext",
      },
    })
    expect(checkPsFormat('{{.Names', zero)).toMatchObject({
      error: { message: 'failed to parse template: template: :1: unclosed action' },
    })
    expect(checkPsFormat('table {{.Names}}', zero)).toEqual({ ok: true, value: undefined })
  })
})

describe('tabwriter', () => {
  it('starts a new column after a line without that cell', () => {
    // as docker ps --format 'table {{.Names}}\n{{.ID}}\t{{.State}}' prints
    expect(tabwriter('NAMES\nCONTAINER ID\tSTATE\nweb1\naaaaaaaaaaaa\trunning\n')).toBe(
      'NAMES\nCONTAINER ID   STATE\nweb1\naaaaaaaaaaaa   running\n',
    )
    expect(tabwriter('long enough to matter\tx\ny\nz\tx')).toBe('long enough to matter   x\ny\nz         x')
  })

  it('always starts the cells of a column below each other, ten or more apart, three or more after the text', () => {
    const cell = fc.stringMatching(/^[a-z]{0,20}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, fc.constant('|')), { minLength: 1 }), (rows) => {
        const lines = tabwriter(rows.map((row) => row.join('\t')).join('\n')).split('\n')
        const widest = (column: 0 | 1) => Math.max(10, ...rows.map((row) => row[column].length + 3))
        for (const line of lines) expect(line.indexOf('|')).toBe(widest(0) + widest(1))
      }),
    )
  })
})
