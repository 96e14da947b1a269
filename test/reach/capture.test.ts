// What an observer on the LAN sees: whatever leaves a host, with its VLAN tag or its tunnel around it, and nothing of what stays inside.
import { describe, expect, it } from 'vitest'
import { explainTrace } from '../../src/reach/explain.js'
import { createLab, type Lab } from '../../src/shell/lab/lab.js'

const done = (lab: Lab, host: string, ...lines: string[]) => {
  for (const line of lines) {
    const { exit, stderr } = lab.docker(host, line)
    if (exit !== 0) throw new Error(`${line}: ${stderr}`)
  }
}
/** A host's part of the LAN. */
const part = (driver: string, first: number) =>
  `network create -d ${driver} --subnet 192.0.2.0/24 --gateway 192.0.2.1 --ip-range 192.0.2.${first}/28 -o parent=eth0 lan1`

const way = (lab: Lab, from: string, target: string) => {
  const { conversation } = lab.ping(from, target)
  return conversation ? explainTrace(conversation).map((line) => line.trim()) : []
}

describe.each(['macvlan', 'ipvlan'])('%s', (driver) => {
  const lab = createLab({ hosts: 2 })
  for (const [host, first] of [
    ['h1', 128],
    ['h2', 144],
  ] as const)
    done(
      lab,
      host,
      part(driver, first),
      'run -dit --name aa --network lan1 alpine',
      'run -dit --name bb --network lan1 alpine',
    )

  it('children of one parent meet below it', () => {
    expect(lab.capture(lab.ping('h1/aa', 'bb'))).toEqual([])
    expect(way(lab, 'h1/aa', 'bb')).toContain(
      'neighbour 192.0.2.129 below the same eth0 of h1, which the frame does not leave',
    )
  })
  it('those of two hosts meet on the wire', () => {
    expect(lab.capture(lab.ping('h1/aa', '192.0.2.144'))).toEqual([
      'icmp 192.0.2.128 -> 192.0.2.144 ttl 64',
      'icmp reply 192.0.2.144 -> 192.0.2.128 ttl 64',
    ])
    expect(way(lab, 'h1/aa', '192.0.2.144')).toContain('neighbour 192.0.2.144 on lan-segment')
  })
  it('of what the kernel keeps from the host there is nothing to see', () => {
    expect(lab.capture(lab.ping('h1/aa', '192.0.2.11'))).toEqual([])
  })
})

it('a VLAN is seen with its tag', () => {
  const lab = createLab({ hosts: 2 })
  for (const host of ['h1', 'h2'])
    done(
      lab,
      host,
      'network create -d macvlan --subnet 10.10.0.0/24 -o parent=eth0.10 v10',
      `run -dit --name aa --network v10 --ip 10.10.0.1${host.slice(1)} alpine`,
    )
  expect(lab.capture(lab.ping('h1/aa', '10.10.0.12'))).toEqual([
    'vlan 10: icmp 10.10.0.11 -> 10.10.0.12 ttl 64',
    'vlan 10: icmp reply 10.10.0.12 -> 10.10.0.11 ttl 64',
  ])
})

it('ESP hides the tunnel, and the trace says who decrypts it', () => {
  const lab = createLab({ hosts: 2 })
  done(lab, 'h1', 'swarm init')
  done(
    lab,
    'h2',
    `swarm join --token ${lab.docker('h1', 'swarm join-token -q worker').stdout.trim()} 192.0.2.11`,
  )
  done(
    lab,
    'h1',
    'network create -d overlay --attachable -o encrypted secret',
    'run -dit --name aa --network secret alpine',
  )
  done(lab, 'h2', 'run -dit --name bb --network secret alpine')
  expect(lab.capture(lab.ping('h1/aa', 'bb'))).toEqual([
    '192.0.2.11 -> 192.0.2.12 ESP, encrypted',
    '192.0.2.12 -> 192.0.2.11 ESP, encrypted',
  ])
  expect(way(lab, 'h1/aa', 'bb').slice(8, 13)).toEqual([
    'h2  in eth0  esp 192.0.2.11 -> 192.0.2.12 ttl 64',
    'local 192.0.2.12',
    'decrypt ESP from 192.0.2.11: UDP port 4789, VXLAN 4097',
    'listener vxlan on udp port 4789',
    'end accepted: h2 took the packet: vxlan listens on udp port 4789',
  ])
})

it('who gives up on a packet says so by an address of its own', () => {
  const lab = createLab()
  done(lab, 'h1', 'run -dit --name aa alpine')
  expect(way(lab, 'h1/aa', '203.0.113.9')).toContain('answer: icmp error 192.0.2.1 -> 192.0.2.11 ttl 64')
})
