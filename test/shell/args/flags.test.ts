import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flagTable } from '../../../src/shell/args/flagSpec.js'
import { parseFlags } from '../../../src/shell/args/flags.js'

const specs = flagTable(
  `
  -d, --detach | Run in background
  -i, --interactive | Keep STDIN open
  -p, --publish list | Publish a port
      --subnet strings | Subnet
      --gw-priority int | Priority
  ~   --net list | Hidden
`,
  { net: { keptAs: 'publish' } },
)
const parse = (line: string, interspersed = true) =>
  parseFlags(specs, line === '' ? [] : line.split(' '), interspersed)
const values = (line: string) => {
  const parsed = parse(line)
  return parsed.ok ? Object.fromEntries(parsed.value.values) : parsed.error
}

describe('parseFlags', () => {
  it('reads the forms of a value', () => {
    for (const line of ['-p 80', '-p80', '-p=80', '--publish 80', '--publish=80', '--net 80']) {
      expect(values(line)).toEqual({ publish: ['80'] })
    }
  })

  it('reads clusters, the last of which may take a value', () => {
    expect(values('-dip80')).toEqual({ detach: ['true'], interactive: ['true'], publish: ['80'] })
    expect(values('-di=false')).toEqual({ detach: ['true'], interactive: ['false'] })
  })

  it('gives a boolean a value only behind =', () => {
    const parsed = parse('--detach false')
    expect(parsed).toMatchObject({ ok: true, value: { args: ['false'] } })
  })

  it('collects repeated values and splits comma-separated ones', () => {
    expect(values('-p 1 -p 2,3')).toEqual({ publish: ['1', '2,3'] })
    expect(values('--subnet 1,2 --subnet 3')).toEqual({ subnet: ['1', '2', '3'] })
  })

  it('takes numbers in the bases of Go', () => {
    expect(values('--gw-priority 0x10')).toEqual({ 'gw-priority': ['16'] })
    expect(values('--gw-priority -010')).toEqual({ 'gw-priority': ['-8'] })
  })

  it('lets flags stand anywhere, or only before the first argument', () => {
    expect(parse('a -d b')).toMatchObject({ value: { args: ['a', 'b'] } })
    expect(parse('-d a -d b', false)).toMatchObject({ value: { args: ['a', '-d', 'b'] } })
    expect(parse('-d -- -i')).toMatchObject({ value: { args: ['-i'] } })
  })

  it.each([
    ['-x', "unknown shorthand flag: 'x' in -x"],
    ['-dxi', "unknown shorthand flag: 'x' in -xi"],
    ['--bogus', 'unknown flag: --bogus'],
    ['--bogus=1', 'unknown flag: --bogus'],
    ['--publish', 'flag needs an argument: --publish'],
    ['-dp', "flag needs an argument: 'p' in -p"],
    ['---x', 'bad flag syntax: ---x'],
    ['-d=x', 'invalid argument "x" for "-d, --detach" flag: strconv.ParseBool: parsing "x": invalid syntax'],
  ])('refuses %s', (line, error) => {
    expect(parse(line)).toEqual({ ok: false, error })
  })
})

describe('parseFlags, always', () => {
  it('takes everything behind -- for an argument', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(parseFlags(specs, ['-d', '--', ...words], true)).toMatchObject({
          ok: true,
          value: { args: words },
        })
      }),
    )
  })

  it('finds the value that was written, in both long forms', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const apart = parseFlags(specs, ['--publish', text], true)
        const joined = parseFlags(specs, [`--publish=${text}`], true)
        expect(joined).toEqual(apart)
        expect(apart.ok && apart.value.values.get('publish')).toEqual([text])
      }),
    )
  })
})
