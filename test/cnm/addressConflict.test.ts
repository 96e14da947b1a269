// Two networks of one container whose subnets overlap, and an overlay whose subnet a bridge has: what a real engine refuses
// (moby v28.5.2 libnetwork/osl/interface_linux.go checkRouteConflict; recorded in overlay-local-pools).
import { expect, test } from 'vitest'
import { createLab, type Lab } from '../../src/shell/lab/lab.js'

const said = (lab: Lab, line: string, host = 'h1') => lab.docker(host, line).stderr.trim()
const mac = (range: string) =>
  `network create -d macvlan --subnet 192.0.2.0/24 --ip-range ${range} -o parent=eth0`

test('a container cannot be on two networks of one subnet, and is left as it was', () => {
  const lab = createLab()
  lab.docker('h1', `${mac('192.0.2.128/28')} mv1`)
  lab.docker('h1', `${mac('192.0.2.144/28')} mv2`)
  lab.docker('h1', 'run -dit --name aa --network mv1 alpine')
  const before = lab.state('h1/aa')
  expect(said(lab, 'network connect mv2 aa')).toMatch(
    /^Error response from daemon: failed to add interface (\S+) to sandbox: error setting interface "\1" IP to 192\.0\.2\.145\/24: cannot program address 192\.0\.2\.145\/24 in sandbox interface because it conflicts with existing route \{Ifindex: 2 Dst: 192\.0\.2\.0\/24 Src: 192\.0\.2\.129 Gw: <nil> Flags: \[\] Table: 254 Realm: 0\}$/,
  )
  expect(lab.state('h1/aa')).toMatchObject({ interfaces: before.interfaces, routes: before.routes })
  expect(said(lab, 'network disconnect mv1 aa')).toBe('')
  expect(said(lab, 'network disconnect mv2 aa')).toContain('is not connected')
})

test('docker_gwbridge, joined by hand, is the same subnet twice', () => {
  const lab = createLab()
  lab.docker('h1', 'swarm init')
  lab.docker('h1', 'network create -d overlay --attachable ov1')
  lab.docker('h1', 'run -dit --name aa --network ov1 alpine')
  expect(said(lab, 'network connect docker_gwbridge aa')).toContain(
    'conflicts with existing route {Ifindex: 3 Dst: 172.18.0.0/16',
  )
  expect(said(lab, 'network rm docker_gwbridge')).toContain('name:"gateway_ingress-sbox"')
})

test('subnets that only touch are no conflict', () => {
  const lab = createLab()
  lab.docker('h1', 'network create --subnet 10.60.0.0/25 low')
  lab.docker('h1', 'network create --subnet 10.60.0.128/25 high')
  lab.docker('h1', 'run -dit --name aa --network low alpine')
  expect(said(lab, 'network connect high aa')).toBe('')
})
