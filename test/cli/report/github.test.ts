import { expect, test } from 'vitest'
import { githubReport } from '../../../src/cli/report/github.js'
import { report } from './item.js'

/** As the runner reads it (actions/runner ActionCommand.cs): `::name key=value,key=value::data`, escapes undone. */
function commands(text: string) {
  return text.split('\n').flatMap((line) => {
    const [, name = '', keys = '', data = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? []
    if (name === '') return []
    const plain = (value: string): string =>
      value
        .replaceAll('%0D', '\r')
        .replaceAll('%0A', '\n')
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
        .replaceAll('%25', '%')
    const properties = keys.split(',').map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), plain(pair.slice(at + 1))]
    })
    return [{ name, properties: Object.fromEntries(properties), data: plain(data) }]
  })
}

test('each finding is one command on one line, at the line of the file', () => {
  const [broken, ...others] = commands(githubReport(report))
  expect(broken).toMatchObject({
    name: 'error',
    properties: { file: 'dir with blank/compose.yaml', line: '9', col: '7', title: report.items[1]?.title },
  })
  expect(broken?.data).toContain(report.items[1]?.lines[0])
  expect(broken?.data).toContain('compose.yaml:18: db joins back')
  expect(others.map(({ name }) => name)).toEqual(['warning', 'notice'])
})

test('a text cannot begin a command of its own', () => {
  const lines = githubReport({ ...report, summary: '', items: report.items.slice(1, 2) }).split('\n')
  expect(lines.filter((line) => line.startsWith('::'))).toHaveLength(1)
})
