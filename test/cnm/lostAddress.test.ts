// Of an endpoint that gets an IPv4 and no IPv6 address the engine loses the first (recorded: macvlan-ipv6-gateways).
import { expect, test } from 'vitest'
import { createLab } from '../../src/shell/lab/lab.js'

const SIX = '--ipv6 --subnet 10.60.0.0/24 --subnet fd00:60::/64'
const address = (lab: ReturnType<typeof createLab>, name: string) =>
  lab.docker('h1', `inspect -f {{.NetworkSettings.Networks.six.IPAddress}} ${name}`).stdout.trim()

test('a container that cannot start, and one that cannot be connected, cost an address each', () => {
  const lab = createLab()
  lab.docker('h1', `network create ${SIX} six`)
  expect(lab.docker('h1', 'run -dit --name c1 --network six --ip6 fd00:60::1 alpine').exit).toBe(125)
  lab.docker('h1', 'run -dit --name c2 alpine')
  expect(lab.docker('h1', 'network connect --ip6 fd00:60::1 six c2').exit).toBe(1)
  lab.docker('h1', 'run -dit --name c3 --network six alpine')
  expect(address(lab, 'c3')).toBe('10.60.0.4') // .2 and .3 are lost
  lab.docker('h1', 'rm -f c1 c2 c3')
  lab.docker('h1', 'network rm six')
  lab.docker('h1', `network create ${SIX} six`)
  lab.docker('h1', 'run -dit --name c4 --network six alpine')
  expect(address(lab, 'c4')).toBe('10.60.0.2')
})

test('an IPv4 address that is refused itself costs nothing', () => {
  const lab = createLab()
  lab.docker('h1', `network create ${SIX} six`)
  expect(
    lab.docker('h1', 'run -dit --name c1 --network six --ip 10.60.0.1 --ip6 fd00:60::1 alpine').exit,
  ).toBe(125)
  lab.docker('h1', 'run -dit --name c2 --network six alpine')
  expect(address(lab, 'c2')).toBe('10.60.0.2')
})
