import { expect, test } from 'vitest'
import { err, ok } from '../../src/addr/result.js'
import { describeFilterError } from '../../src/engine/filterError.js'
import { inSpan, parsePortFilter } from '../../src/engine/portFilter.js'

test('a port, a range, a protocol', () => {
  expect(parsePortFilter('publish', '80')).toEqual(ok({ protocol: 'tcp', first: 80, last: 80 }))
  expect(parsePortFilter('expose', '53/udp')).toEqual(ok({ protocol: 'udp', first: 53, last: 53 }))
  expect(parsePortFilter('expose', '8000-8010/')).toEqual(ok({ protocol: 'tcp', first: 8000, last: 8010 }))
})

// moby v28.5.2 daemon/list.go portOp, docker/go-connections nat/parse.go
test.each([
  ['80:80', "filter for 'publish' should not contain ':': 80:80"],
  ['', 'error while looking up for publish : empty string specified for ports'],
  ['/tcp', 'error while looking up for publish /tcp: empty string specified for ports'],
  ['http', 'error while looking up for publish http: strconv.ParseUint: parsing "http": invalid syntax'],
  [
    '70000',
    'error while looking up for publish 70000: strconv.ParseUint: parsing "70000": value out of range',
  ],
  ['90-80', 'error while looking up for publish 90-80: invalid range specified for port: 90-80'],
])('%j is refused', (value, text) => {
  const parsed = parsePortFilter('publish', value)
  expect(parsed).toEqual(err(expect.anything()))
  if (!parsed.ok) expect(describeFilterError(parsed.error)).toEqual({ class: 'internal', text })
})

test('spans', () => {
  const spans = [{ protocol: 'tcp', first: 80, last: 90 }]
  expect([79, 80, 90, 91].map((p) => inSpan(spans, p, 'tcp'))).toEqual([false, true, true, false])
  expect(inSpan(spans, 80, 'udp')).toBe(false)
})
