import { describe, expect, it } from 'vitest'
import { ipamConfigs, type IpamFlags } from '../../../../src/shell/args/checks/ipam.js'

const pair = (flags: Partial<IpamFlags>) =>
  ipamConfigs({ subnets: [], ipRanges: [], gateways: [], auxAddresses: [], ...flags })

// The errors are in client.test.ts.
describe('ipamConfigs', () => {
  it('gives each range, gateway and address to the subnet that holds it', () => {
    expect(
      pair({
        subnets: ['10.0.0.0/24', 'fd00::/64'],
        ipRanges: ['fd00::100/120', '10.0.0.128/25'],
        gateways: ['fd00::1', '10.0.0.1'],
        auxAddresses: [
          ['a', '10.0.0.9'],
          ['b', 'fd00::9'],
        ],
      }),
    ).toEqual({
      ok: true,
      value: [
        {
          subnet: '10.0.0.0/24',
          ipRange: '10.0.0.128/25',
          gateway: '10.0.0.1',
          auxAddresses: [['a', '10.0.0.9']],
        },
        {
          subnet: 'fd00::/64',
          ipRange: 'fd00::100/120',
          gateway: 'fd00::1',
          auxAddresses: [['b', 'fd00::9']],
        },
      ],
    })
  })

  it('leaves a subnet that stands alone to the engine', () => {
    expect(pair({ subnets: ['bogus'] })).toEqual({ ok: true, value: [{ subnet: 'bogus', auxAddresses: [] }] })
  })
})
