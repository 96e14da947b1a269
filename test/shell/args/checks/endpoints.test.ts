import { describe, expect, it } from 'vitest'
import { networkSettings } from '../../../../src/shell/args/checks/endpoints.js'

const settings = (flags: Record<string, string[]>) => networkSettings(new Map(Object.entries(flags)))

// docker/cli cli/command/container/opts_test.go TestParseNetworkConfig; the errors are in client.test.ts.
describe('networkSettings', () => {
  it('asks for the default network where none is named', () => {
    expect(settings({})).toMatchObject({
      value: { networkMode: 'default', endpoints: [{ network: 'default' }] },
    })
  })

  it('sends no endpoint for one network of which nothing is asked', () => {
    expect(settings({ network: ['net1'] })).toEqual({
      ok: true,
      value: { networkMode: 'net1', endpoints: [] },
    })
  })

  it('gives --ip, --link and --network-alias to the first network', () => {
    expect(
      settings({ network: ['net1', 'net2'], ip: ['10.0.0.5'], link: ['db:d'], 'network-alias': ['web'] }),
    ).toMatchObject({
      value: {
        networkMode: 'net1',
        endpoints: [
          { network: 'net1', ip: '10.0.0.5', links: ['db:d'], aliases: ['web'] },
          { network: 'net2', links: [], aliases: [] },
        ],
      },
    })
  })

  it('keeps links out of the endpoint on the default bridge', () => {
    expect(settings({ network: ['bridge'], link: ['db:d'] })).toEqual({
      ok: true,
      value: { networkMode: 'bridge', endpoints: [] },
    })
  })
})
