/** JSON as Go writes it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goJson, INSPECT_INDENT } from '../../src/shell/goJson.js'
import {
  formatterContext,
  GoStruct,
  NIL_LIST,
  NIL_MAP,
  type TemplateValue,
} from '../../src/shell/template/value.js'

describe('goJson', () => {
  it('sorts the keys of a map and keeps the order of a struct', () => {
    const map = new Map([
      ['b', 1],
      ['a', 2],
    ])
    expect(goJson(map)).toBe('{"a":2,"b":1}')
    expect(goJson({ b: 1, a: 2 })).toBe('{"b":1,"a":2}')
  })

  it('leaves out empty fields that say so, and renames fields', () => {
    const config = new GoStruct('network.IPAMConfig', [
      { name: 'Subnet', value: '10.0.0.0/24', omitEmpty: true },
      { name: 'IPRange', value: '', omitEmpty: true },
      {
        name: 'AuxAddress',
        json: 'AuxiliaryAddresses',
        value: new Map([['r', '10.0.0.9']]),
        omitEmpty: true,
      },
      { name: 'Secret', json: '-', value: 'x' },
    ])
    expect(goJson(config)).toBe('{"Subnet":"10.0.0.0/24","AuxiliaryAddresses":{"r":"10.0.0.9"}}')
    expect(goJson([NIL_LIST, NIL_MAP, null, [], new Map()])).toBe('[null,null,null,[],{}]')
  })

  it('indents like docker inspect, with nothing inside empty brackets', () => {
    const text = goJson(
      [{ Name: 'net1', Options: new Map(), Config: [], IPAM: { Driver: 'default' } }],
      INSPECT_INDENT,
    )
    expect(text).toBe(
      [
        '[',
        '    {',
        '        "Name": "net1",',
        '        "Options": {},',
        '        "Config": [],',
        '        "IPAM": {',
        '            "Driver": "default"',
        '        }',
        '    }',
        ']',
      ].join('\n'),
    )
  })

  it('escapes <, > and & unless told not to, and in a row of a list command always', () => {
    expect(goJson('a->b & <c>')).toBe(String.raw`"a-\u003eb \u0026 \u003cc\u003e"`)
    expect(goJson('a->b', { escapeHtml: false })).toBe('"a->b"')
    const row = formatterContext('*formatter.ContainerContext', [
      ['Ports', '0.0.0.0:8080->80/tcp'],
      ['ID', 'aaaaaaaaaaaa'],
    ])
    // as docker ps --format json prints it
    expect(goJson(row, { escapeHtml: false })).toBe(
      String.raw`{"ID":"aaaaaaaaaaaa","Ports":"0.0.0.0:8080-\u003e80/tcp"}`,
    )
  })

  it('always escapes line separators', () => {
    expect(goJson('a\u2028b\n')).toBe(String.raw`"a\u2028b\n"`)
  })

  it('is always JSON of the same value, with and without indentation', () => {
    const { value } = fc.letrec<{ value: TemplateValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(fc.stringMatching(/^[a-z]+$/), tie('value'), { noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(value, (json) => {
        expect(JSON.parse(goJson(json))).toEqual(json)
        expect(JSON.parse(goJson(json, INSPECT_INDENT))).toEqual(json)
      }),
    )
  })
})
