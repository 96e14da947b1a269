import { expect, test } from 'vitest'
import { createLab, standardEnv, type Driver } from '../../../src/index.js'
import { check } from '../../../src/testing/check.js'
import { reachability } from '../../../src/testing/reachability.js'
import { tcp } from '../../../src/testing/rules/port.js'
import { never, always } from '../../../src/testing/rules/rule.js'
import { labOn } from '../../../src/testing/script/script.js'
import { asStarted, situationOf } from '../../../src/testing/subject.js'
import { alternatives } from '../../../src/testing/verdict/chance.js'
import { select } from '../../../src/testing/verdict/select.js'

const LINES = [
  'network create aa',
  'network create bb',
  'network create cc',
  'run -d --name one --network aa nginx',
  'run -d --name both --network aa --network bb nginx',
]

function ordersOf(lab: ReturnType<typeof createLab>, name: string) {
  const situation = situationOf(lab)
  return alternatives(situation, select(situation, [name]).parties[0]!).map(
    ({ networks, situation: other }) => ({
      networks,
      eth0: lab
        .at(other!.world)
        .state(`h1/${name}`)
        .interfaces.find((i) => i.name === 'eth0')?.address,
    }),
  )
}
const played = (lab: ReturnType<typeof createLab>, ...more: readonly string[]) => {
  for (const line of [...LINES, ...more]) expect(lab.docker('h1', line).stderr).toBe('')
  return lab
}

test('two networks at the start can be joined in one other order', () => {
  const lab = played(createLab())
  expect(lab.state('h1/both').interfaces[0]).toEqual({ name: 'eth0', address: '172.18.0.3/16' })
  expect(ordersOf(lab, 'both')).toEqual([{ networks: ['bb', 'aa'], eth0: '172.19.0.2/16' }])
  expect(ordersOf(lab, 'one')).toEqual([])
})

test('a network that was connected later was joined when it was', () => {
  const lab = played(createLab(), 'network connect cc one', 'network connect cc both')
  expect(ordersOf(lab, 'one')).toEqual([])
  expect(ordersOf(lab, 'both').map(({ networks }) => networks)).toEqual([['bb', 'aa']])
})

test('a restart joins them all again', () => {
  const lab = played(createLab(), 'network connect cc both', 'restart both')
  expect(ordersOf(lab, 'both')).toHaveLength(5)
})

test('whoever lends his network to others is left alone', () => {
  const lab = played(createLab(), 'run -d --name guest --network container:both nginx')
  expect(ordersOf(lab, 'both')).toEqual([])
})

/** A driver that plugs in nothing but the first interface of a sandbox. */
const firstOnly = (bridge: Driver): Driver => ({
  ...bridge,
  wire: (network, endpoints, host) => {
    const second = new Set(endpoints.filter((e) => e.joined?.interface !== 'eth0').map(({ id }) => id))
    const wiring = bridge.wire(network, endpoints, host)
    return { ...wiring, plugs: wiring.plugs.map((p) => (second.has(p.endpoint) ? { ...p, up: false } : p)) }
  },
})

test('a verdict that hangs on the order is ambiguous, either way', () => {
  const lab = played(labOn(standardEnv([firstOnly(standardEnv().drivers.get('bridge')!)])))
  for (const rule of [never('one').reaches('both'), always('one').reaches('both')])
    expect(check(lab, [rule]).results[0]).toMatchObject({
      verdict: 'ambiguous',
      says: [
        expect.stringContaining(
          'when it joins them in the order bb, aa, which is left to chance at its start',
        ),
      ],
    })
})

test('with Docker’s own drivers it does not', () => {
  expect(check(played(createLab()), [always('one').reaches('both')]).ok).toBe(true)
})

test('the order can be taken for granted', () => {
  const lab = played(createLab())
  const [both] = select(situationOf(lab), ['both']).parties
  expect(alternatives(asStarted(lab), both!)).toEqual([])
  expect(asStarted(asStarted(lab.world))).toMatchObject({ world: lab.world, asStarted: true })
})

test('an address outside, too, may hang on the order', () => {
  const driver = standardEnv().drivers.get('bridge')!
  const lab = labOn(standardEnv([firstOnly(driver)]))
  played(lab, 'network create --internal inner', 'run -d --name pair --network aa --network inner nginx')
  const [row] = reachability(lab, 'pair', '198.51.100.7')
  expect(row).toMatchObject({ verdict: 'ambiguous' })
  expect(row!.says).toMatch(
    /^h1\/pair reaches 198\.51\.100\.7 as h1\/pair has joined its networks\. h1\/pair does not reach 198\.51\.100\.7 when it joins them in the order inner, aa, which is left to chance at its start\.$/,
  )
  expect(reachability(asStarted(lab), 'pair', '198.51.100.7')[0]!.verdict).toBe('reachable')
})

// what a real engine left to chance in the lab: the alias hit either back end, and every start picked another port
test('which back end of an alias answers, and which port the engine picks, are chance', () => {
  const lab = createLab()
  for (const line of [
    'network create nn',
    'run -d --name one --network nn --network-alias db alpine httpd -f -p 80',
    'run -d --name two --network nn --network-alias db alpine sleep 1000',
    'run -d --name asker --network nn -p 80 alpine httpd -f -p 80',
  ])
    expect(lab.docker('h1', line).stderr).toBe('')
  const ask = (from: string, to: string, port: number) => reachability(lab, from, to, tcp(port))[0]
  expect(ask('asker', 'db', 80)).toMatchObject({
    verdict: 'ambiguous',
    says: 'h1/asker reaches db on 80/tcp at 172.18.0.2, but not at 172.18.0.3, and which of them answers is left to chance.',
  })
  expect(ask('peer', '192.0.2.11', 32768)?.verdict).toBe('ambiguous')
  expect(ask('peer', 'asker', 80)?.verdict).toBe('reachable')
})

// in the lab eth0 was nomasq 3 times of 12, and the default route was that of masq every time: it goes by name
test('the gateway is not left to chance', () => {
  const lab = createLab()
  for (const line of [
    'network create -o com.docker.network.bridge.enable_ip_masquerade=false nomasq',
    'network create masq',
    'run -d --name both --network nomasq --network masq nginx',
  ])
    expect(lab.docker('h1', line).stderr).toBe('')
  expect(reachability(lab, 'both', '198.51.100.7')[0]?.verdict).toBe('reachable')
})

// in the lab it started 8 times of 11, and was refused 3 times: the other network had taken eth0
test('in another order it may not start at all', () => {
  const lab = played(
    createLab(),
    'run -d --name asker --network bb nginx',
    'run -d --name picky --expose 80 --network name=aa,driver-opt=com.docker.network.endpoint.ifname=eth0 --network bb nginx',
  )
  const [row] = reachability(lab, 'asker', 'picky', tcp(80))
  expect(row?.verdict).toBe('ambiguous')
  const [out] = reachability(lab, 'picky', '198.51.100.7')
  expect(out?.says).toBe(
    'h1/picky reaches 198.51.100.7 as h1/picky has joined its networks. The engine refuses to start it when it joins them in the order bb, aa, which is left to chance at its start.',
  )
})
