import { expect, it } from 'vitest'
import { networkOption } from '../../../../src/shell/args/checks/networkOption.js'

// docker/cli opts/network_test.go; the errors are in client.test.ts.
it('reads a name, or fields in any order', () => {
  expect(networkOption('docknet1')).toMatchObject({ ok: true, value: { network: 'docknet1', aliases: [] } })
  expect(
    networkOption(
      'name=docknet1,alias=web,alias=www,driver-opt=field1=value1,ip=172.20.88.22,ip6=2001:db8::8822,link-local-ip=169.254.2.2,mac-address=02:32:1c:23:00:04,gw-priority=-10',
    ),
  ).toEqual({
    ok: true,
    value: {
      network: 'docknet1',
      aliases: ['web', 'www'],
      driverOpts: [['field1', 'value1']],
      ip: '172.20.88.22',
      ip6: '2001:db8::8822',
      links: [],
      linkLocalIps: ['169.254.2.2'],
      mac: '02:32:1c:23:00:04',
      gwPriority: -10,
    },
  })
})
