import { expect, test } from 'vitest'
import { junitReport } from '../../../src/cli/report/junit.js'
import { readXml } from '../../draw/xml.js'
import { report } from './item.js'

test('a strict XML parser reads it, with every text as it was but for what XML cannot hold', () => {
  const { names, texts, attributes } = readXml(junitReport(report))
  expect(names.filter((name) => name === 'testcase')).toHaveLength(4)
  const failure = names.indexOf('failure')
  expect(attributes[failure]?.['type']).toBe('broken')
  // a parser folds line ends in attributes to blanks; controls cannot be written at all
  expect(attributes[failure]?.['message']).toContain('a <b> & "c" 100%, d: e')
  expect(texts[failure]).toContain('a <b> & "c" 100%, d: e\nnext\r\u{fffd} ]]> ::error::')
})

test('errors and warnings are failures, counted at the top; what is well and notes are not', () => {
  const { names, attributes } = readXml(junitReport(report))
  expect(attributes[names.indexOf('testsuites')]).toMatchObject({ tests: '4', failures: '2' })
  expect(names.filter((name) => name === 'failure')).toHaveLength(2)
})

test('a case names the file and the line that it hangs on', () => {
  const { names, attributes } = readXml(junitReport(report))
  const cases = attributes.filter((_, i) => names[i] === 'testcase')
  expect(cases[1]).toMatchObject({ file: 'dir with blank/compose.yaml', line: '9' })
  expect(cases[0]).not.toHaveProperty('file')
})
