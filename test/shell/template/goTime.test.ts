import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

const lab = createLab()
const show = (template: string): string =>
  lab.docker('h1', `network inspect -f "${template.replaceAll('"', '\\"')}" bridge`).stdout.trimEnd()

test('a time in a template has the methods of Go', () => {
  expect(show('{{.Created}}')).toBe('2026-01-01 00:00:04 +0000 UTC')
  expect(show('{{json .Created}} {{printf "%T" .Created}}')).toBe('"2026-01-01T00:00:04Z" time.Time')
  expect(show('{{.Created.IsZero}} {{.Created.UTC.Location}} {{.Created.Year}} {{.Created.YearDay}}')).toBe(
    'false UTC 2026 1',
  )
  expect(show('{{.Created.Month}} {{.Created.Weekday}} {{.Created.Unix}} {{.Created.UnixNano}}')).toBe(
    'January Thursday 1767225604 1767225604000000000',
  )
  expect(show('{{.Created.Equal .Created}} {{.Created.Before .Created}} {{.Created.Compare .Created}}')).toBe(
    'true false 0',
  )
})

test('times are reckoned with', () => {
  expect(show('{{.Created.Sub .Created}} {{(.Created.AddDate 1 0 0).Sub .Created}}')).toBe('0s 8760h0m0s')
  // as Go has it: the 31st of February is the 3rd of March
  expect(show('{{(.Created.AddDate 0 1 30).Format "2006-01-02"}}')).toBe('2026-03-03')
})

test('a layout is written as the reference time', () => {
  expect(show('{{.Created.Format "Mon Jan _2 15:04:05.000 MST 2006"}}')).toBe(
    'Thu Jan  1 00:00:04.000 UTC 2026',
  )
  expect(show('{{.Created.Format "Monday, 2 January 06 3:04PM Z07:00 -0700 002"}}')).toBe(
    'Thursday, 1 January 26 12:00AM Z +0000 001',
  )
  expect(show('{{.Created.Format "05.999 January"}}')).toBe('04 January')
})
