// The expected texts are those of docker's own client.
import { expect, test } from 'vitest'
import { executeTemplate } from '../../../src/shell/template/execute.js'
import { parseTemplate } from '../../../src/shell/template/parse.js'

const document = { Name: 'n1', Driver: 'bridge' }
const run = (source: string): string => {
  const parsed = parseTemplate(source)
  if (!parsed.ok) return parsed.error.message
  const done = executeTemplate(parsed.value, document)
  return done.ok ? done.value : done.error.message
}

test('a template is defined once and used where its name stands, before or behind', () => {
  expect(run('{{define "T"}}<{{.}}>{{end}}{{template "T" .Name}}{{template "T" .Driver}}')).toBe(
    '<n1><bridge>',
  )
  expect(run('{{template "T"}}{{define "T"}}late{{end}}')).toBe('late')
  expect(run('{{block "B" .Name}}[{{.}}]{{end}}')).toBe('[n1]')
  expect(run('{{with $x := .Name}}{{template "V" $x}}{{end}}{{define "V"}}{{$}}{{end}}')).toBe('n1')
  expect(run('{{define "T"}}x{{end}}')).toBe('')
})

test('what is wrong with a definition', () => {
  expect(run('{{define T}}x{{end}}')).toBe('template: :1: unexpected "T" in define clause')
  expect(run('{{define "T"}}x')).toBe('template: :1: unexpected EOF')
  expect(run('{{define "T"}}a{{end}}{{define "T"}}b{{end}}')).toBe(
    'template: :1: template: multiple definition of template "T"',
  )
  expect(run('{{if true}}{{define "T"}}a{{end}}{{end}}')).toBe('template: :1: unexpected <define> in command')
  expect(run('{{define "V"}}{{$x}}{{end}}')).toBe('template: :1: undefined variable "$x"')
  expect(run('{{block "B"}}x{{end}}')).toBe('template: :1: missing value for block clause')
  expect(run('{{template}}')).toBe('template: :1: unexpected "}}" in template clause')
})

test('what is wrong with a use is told when it is executed', () => {
  expect(run('{{template "nosuch" .}}')).toBe(
    'template: :1:11: executing "" at <{{template "nosuch" .}}>: template "nosuch" not defined',
  )
  expect(run('{{define "R"}}{{template "R" .}}{{end}}{{template "R" .}}')).toBe(
    'template: :1:25: executing "R" at <{{template "R" .}}>: exceeded maximum template depth (100000)',
  )
})

test('js escapes, and call finds nothing to call', () => {
  expect(run(`{{js "it's <b>"}}`)).toBe("it\\'s \\u003Cb\\u003E")
  expect(run('{{js .Name 1}}')).toBe('n11')
  expect(run('{{call .Name}}')).toBe(
    'template: :1:2: executing "" at <call .Name>: error calling call: non-function .Name of type string',
  )
  expect(run('{{call nil}}')).toBe(
    'template: :1:2: executing "" at <call nil>: error calling call: call of nil',
  )
  expect(run('{{call}}')).toBe(
    'template: :1:2: executing "" at <call>: wrong number of args for call: want at least 1 got 0',
  )
})
