import { expect, test } from 'vitest'
import { pictureOf } from '../../src/draw/picture.js'
import { createLab } from '../../src/index.js'

const notes = (options: string): readonly string[] => {
  const lab = createLab()
  const { exit, stderr } = lab.docker('h1', `network create ${options} net1`)
  if (exit !== 0) throw new Error(stderr)
  return pictureOf(lab.world).hosts[0]!.networks[0]!.notes
}
const BRIDGE = 'com.docker.network.bridge'

test.each([
  ['', []],
  ['--internal', ['internal: no way out']],
  [`-o ${BRIDGE}.enable_icc=false`, ['icc off: no talk among them']],
  [`-o ${BRIDGE}.enable_icc=true -o ${BRIDGE}.gateway_mode_ipv4=nat`, []],
  [`-o ${BRIDGE}.gateway_mode_ipv4=routed`, ['gateway mode routed (IPv4)']],
  [`-o ${BRIDGE}.enable_ip_masquerade=false`, ['no masquerade']],
  ['--ipv4=false --ipv6', ['no IPv4']],
  [
    '-d macvlan -o parent=eth0 --subnet 10.9.0.0/24 -o macvlan_mode=vepa',
    ["on the host's eth0", 'mode vepa'],
  ],
])('network create %s', (options, expected) => {
  expect(notes(options)).toEqual(expected)
})
