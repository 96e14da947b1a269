/**
 * JUnit XML, as CI servers read it (the schema of Jenkins' xunit plugin): one suite, one case an item. Errors and warnings are
 * failures. No times: nothing here takes any that is worth telling.
 */
import { placeText } from '../../compose/compose.js'
import type { Item, Report } from './item.js'

/** One file, whatever was found: without items a suite of none. Notes pass, with their text as output. O(text). */
export function junitReport({ subject, items }: Report): string {
  const failures = items.filter(isFailure).length
  const counts = `tests="${items.length}" failures="${failures}" errors="0" skipped="0"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cnm" ${counts}>`,
    `  <testsuite name="${escaped(subject)}" ${counts}>`,
    ...items.map((item) => testCase(subject, item)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

const isFailure = ({ level }: Item): boolean => level === 'error' || level === 'warning'

function testCase(subject: string, item: Item): string {
  const { title, code, lines, places } = item
  const [first] = places
  const at = first ? ` file="${escaped(first.place.file)}" line="${first.place.line}"` : ''
  const open = `    <testcase classname="${escaped(subject)}" name="${escaped(title)}"${at}`
  const told = [...lines, ...places.map(({ place, says }) => `at ${placeText(place)}: ${says}`)].join('\n')
  if (isFailure(item))
    return [
      `${open}>`,
      `      <failure type="${escaped(code)}" message="${escaped(title)}">${escaped(told)}</failure>`,
      '    </testcase>',
    ].join('\n')
  return told === ''
    ? `${open}/>`
    : `${open}>\n      <system-out>${escaped(told)}</system-out>\n    </testcase>`
}

/** XML 1.0 has no control characters but three, and none of them may stand as itself in an attribute. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\r]/g, (character) => `&#${character.charCodeAt(0)};`)
