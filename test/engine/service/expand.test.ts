// Templates of services. The refusal is that of a recording (service-templates).
import { expect, test } from 'vitest'
import {
  expand,
  expandVariable,
  templateProblem,
  type TemplateContext,
} from '../../../src/engine/service/expand.js'
import { serviceSpec, taskSpec } from './build.js'

const context: TemplateContext = {
  service: { id: 'S', name: 'web', labels: [['tier', 'front']] },
  node: { id: 'N', hostname: 'h2' },
  task: { id: 'T', name: 'web.3.T', slot: '3' },
}

test.each([
  ['plain', 'plain'],
  ['{{.Node.Hostname}}-{{ .Service.Name }}-{{- .Task.Slot -}}', 'h2-web-3'],
  ['{{.Service.ID}} {{.Node.ID}} {{.Task.ID}} {{.Task.Name}}', 'S N T web.3.T'],
  ['{{.Node.Platform.OS}}/{{.Node.Platform.Architecture}}', 'linux/x86_64'],
  ['{{index .Service.Labels "tier"}}', 'front'],
])('%s', (text, filled) => {
  expect(expand(text, context)).toEqual({ ok: true, value: filled })
})

test('the name of a variable is no template', () => {
  expect(expandVariable('{{.Task.Slot}}={{.Task.Slot}}', context)).toEqual({
    ok: true,
    value: '{{.Task.Slot}}=3',
  })
})

test('a field that there is not is refused when the service is made', () => {
  const spec = (change: object) => serviceSpec('web', { task: { ...taskSpec, ...change } })
  const nope = 'executing "expansion" at <.Nope>: can\'t evaluate field Nope in type *template.Context'
  expect(templateProblem(spec({ hostname: '{{.Nope}}' }))).toBe(
    `expanding hostname failed: template: expansion:1:2: ${nope}`,
  )
  expect(templateProblem(spec({ env: ['A={{.Nope}}'] }))).toBe(
    `expanding env failed: expanding env "A={{.Nope}}": template: expansion:1:2: ${nope}`,
  )
  expect(templateProblem(spec({ hostname: '{{.Task.Slot}}' }))).toBeNull()
})
