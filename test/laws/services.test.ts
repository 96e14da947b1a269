// Laws of services, over clusters of one to three hosts and random scalings.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLab, type Lab } from '../../src/shell/lab/lab.js'

const hostName = (i: number): string => `h${i + 1}`

function cluster(hosts: number, replicas: number, mode: 'vip' | 'dnsrr'): Lab {
  const lab = createLab({ hosts })
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  const token = lab.docker('h1', 'swarm join-token -q worker').stdout.trim()
  for (let i = 1; i < hosts; i++) lab.docker(hostName(i), `swarm join --token ${token} 192.0.2.11:2377`)
  lab.docker('h1', 'network create -d overlay --attachable ov1')
  for (let i = 0; i < hosts; i++) lab.docker(hostName(i), 'run -d --name cli --network ov1 alpine sleep 1000')
  const service = `--name web --replicas ${replicas} --network ov1 --endpoint-mode ${mode}`
  lab.docker('h1', `service create -d ${service} alpine httpd -f -p 80 -h /etc`)
  return lab
}

/** Names of the tasks' containers that run, on all hosts. */
const running = (lab: Lab, hosts: number): readonly string[] =>
  Array.from({ length: hosts }, (_, i) =>
    lab.docker(hostName(i), 'ps --filter name=web --format {{.Names}}').stdout.split('\n'),
  )
    .flat()
    .filter((name) => name !== '')
const addresses = (lab: Lab, from: string, name: string): readonly string[] =>
  lab.dns(from, name).answers.map(({ data }) => data)

const clusters = fc.record({
  hosts: fc.integer({ min: 1, max: 3 }),
  before: fc.nat(4),
  after: fc.nat(5),
  mode: fc.constantFrom('vip' as const, 'dnsrr' as const),
})

test('scaled to k, k tasks run, and each is found by its name from every host', () => {
  fc.assert(
    fc.property(clusters, ({ hosts, before, after, mode }) => {
      const lab = cluster(hosts, before, mode)
      lab.docker('h1', `service scale -d web=${after}`)
      lab.converge()
      const names = running(lab, hosts)
      expect(names).toHaveLength(after)
      for (let i = 0; i < hosts; i++)
        for (const name of names) expect(addresses(lab, `${hostName(i)}/cli`, name)).toHaveLength(1)
    }),
    { numRuns: 12 },
  )
})

test('from every host any k connections in a row reach k different tasks', () => {
  fc.assert(
    fc.property(clusters, ({ hosts, before, after }) => {
      const lab = cluster(hosts, before, 'vip')
      lab.docker('h1', `service scale -d web=${after}`)
      lab.converge()
      for (let i = 0; i < hosts; i++) {
        const reports = Array.from({ length: after }, () => lab.http(`${hostName(i)}/cli`, 'web', 80))
        const owners = reports.map((r) => ('answeredBy' in r ? r.answeredBy?.owner : undefined))
        expect(owners).not.toContain(undefined)
        expect(new Set(owners).size).toBe(after)
      }
    }),
    { numRuns: 12 },
  )
})

test('a service without tasks is found nowhere', () => {
  fc.assert(
    fc.property(clusters, ({ hosts, before, mode }) => {
      const lab = cluster(hosts, before, mode)
      lab.docker('h1', 'service scale -d web=0')
      lab.converge()
      for (let i = 0; i < hosts; i++)
        for (const name of ['web', 'tasks.web'])
          expect(addresses(lab, `${hostName(i)}/cli`, name)).toEqual([])
    }),
    { numRuns: 8 },
  )
})

test('a published port answers on every node, whichever runs the task, and nowhere after its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }), (hosts, replicas) => {
      const lab = cluster(hosts, 0, 'vip')
      lab.docker(
        'h1',
        `service create -d --name pub --replicas ${replicas} -p 8080:80 alpine httpd -f -p 80 -h /etc`,
      )
      const asked = (i: number) => lab.http('peer', `192.0.2.${11 + i}`, 8080)
      for (let i = 0; i < hosts; i++) expect(asked(i).verdict).toBe('reachable')
      lab.docker('h1', 'service rm pub')
      lab.converge()
      for (let i = 0; i < hosts; i++)
        expect(asked(i)).toMatchObject({ verdict: 'unreachable', why: 'refused' })
    }),
    { numRuns: 5 },
  )
})
