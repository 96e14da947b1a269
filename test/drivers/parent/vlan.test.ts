// VLAN sub-interfaces by name. The texts are those of the recordings macvlan-parent-errors and ipvlan-create-errors; the
// two that no recording has are in moby v28.5.2 libnetwork/drivers/macvlan/macvlan_setup.go.
import { expect, test } from 'vitest'
import { parseVlan } from '../../../src/drivers/parent/vlan.js'

const parse = (name: string) => parseVlan(name, (device) => device === 'eth0')

test('a name and an id from 1 to 4094', () => {
  expect(parse('eth0.10')).toEqual({ ok: true, value: { base: 'eth0', id: 10 } })
  expect(parse('eth0.4094')).toMatchObject({ ok: true })
})

test.each([
  ['eth9', 'invalid subinterface vlan name eth9, example formatting is eth0.10'],
  ['eth9.10', '-o parent interface was not found on the host: eth9'],
  ['eth0.5000', 'vlan id must be between 1-4094, received: 5000'],
  ['eth0.0', 'vlan id must be between 1-4094, received: 0'],
  ['eth0.-1', 'vlan id must be between 1-4094, received: -1'],
  ['eth0.x', 'unable to parse a valid vlan id from: x (ex. eth0.10 for vlan 10)'],
  ['eth0.', 'unable to parse a valid vlan id from:  (ex. eth0.10 for vlan 10)'],
  [
    'eth0.1.2',
    'required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received eth0.1.2',
  ],
])('%s is refused', (name, message) => {
  expect(parse(name)).toMatchObject({ ok: false, error: { class: 'internal', message } })
})
