// Times are recorded in node-loss-names, node-loss-service, node-leave-tasks and managers-quorum.
import { describe, expect, it } from 'vitest'
import { createLab, type Lab } from '../../../src/shell/lab/lab.js'

const run = (lab: Lab, host: string, line: string): string => {
  const { exit, stdout, stderr } = lab.docker(host, line)
  if (exit !== 0) throw new Error(`${host}$ docker ${line}\n${stderr}`)
  return stdout.trim()
}

/** h1 manages; `roles` are those of h2, h3, ... A container of the host's number is on ov1 on each. */
function cluster(...roles: readonly ('worker' | 'manager')[]): Lab {
  const lab = createLab({ hosts: roles.length + 1 })
  run(lab, 'h1', 'swarm init --advertise-addr 192.0.2.11')
  for (const [i, role] of roles.entries())
    run(
      lab,
      `h${i + 2}`,
      `swarm join --token ${run(lab, 'h1', `swarm join-token -q ${role}`)} 192.0.2.11:2377`,
    )
  run(lab, 'h1', 'network create -d overlay --attachable ov1')
  for (let n = 1; n <= roles.length + 1; n++)
    run(lab, `h${n}`, `run -d --name ctr${n} --network ov1 alpine sleep 1000`)
  return lab
}

const statuses = (lab: Lab, host = 'h1'): string =>
  run(lab, host, 'node ls --format "{{.Hostname}}={{.Status}}"').replaceAll('\n', ' ')
const knows = (lab: Lab, place: string, name: string): boolean => lab.dns(place, name).rcode === 'NOERROR'

describe('a node whose cable is pulled', () => {
  it('loses its names after seven seconds, and is Down after fifteen', () => {
    const lab = cluster('worker', 'worker')
    lab.link('h2', false)
    lab.sleep(6)
    expect(knows(lab, 'h1/ctr1', 'ctr2')).toBe(true)
    lab.sleep(1)
    expect(knows(lab, 'h1/ctr1', 'ctr2')).toBe(false)
    expect(knows(lab, 'h1/ctr1', 'ctr3')).toBe(true)
    expect(knows(lab, 'h2/ctr2', 'ctr1')).toBe(false)
    expect(knows(lab, 'h2/ctr2', 'ctr2')).toBe(true)
    lab.sleep(7)
    expect(statuses(lab)).toBe('h1=Ready h2=Ready h3=Ready')
    lab.sleep(1)
    expect(statuses(lab)).toBe('h1=Ready h2=Down h3=Ready')
  })

  it('is Ready again, and found, when the cable is back', () => {
    const lab = cluster('worker')
    lab.link('h2', false)
    lab.sleep(30)
    lab.link('h2', true)
    lab.sleep(10)
    expect(statuses(lab)).toBe('h1=Ready h2=Ready')
    expect(knows(lab, 'h1/ctr1', 'ctr2')).toBe(true)
    expect(lab.ping('h1/ctr1', 'ctr2')).toMatchObject({ verdict: 'reachable' })
  })

  it('is not lost when it is back before anybody gave it up', () => {
    const lab = cluster('worker')
    lab.link('h2', false)
    lab.sleep(5)
    lab.link('h2', true)
    lab.sleep(60)
    expect(statuses(lab)).toBe('h1=Ready h2=Ready')
    expect(knows(lab, 'h1/ctr1', 'ctr2')).toBe(true)
  })

  it('leaves its tasks to others, and stops its own when it is back', () => {
    const lab = cluster('worker')
    run(lab, 'h1', 'service create -d --name web --replicas 2 --network ov1 alpine httpd -f')
    const tasks = () =>
      run(lab, 'h1', 'service ps --format "{{.Node}} {{.DesiredState}} {{.CurrentState}}" web')
        .split('\n')
        .map((line) => line.split(' ').slice(0, 3).join(' '))
        .toSorted()
    lab.sleep(2)
    expect(tasks()).toEqual(['h1 Running Running', 'h2 Running Running'])
    lab.link('h2', false)
    lab.sleep(21)
    expect(tasks()).toEqual(['h1 Running Running', 'h1 Running Running', 'h2 Shutdown Running'])
    lab.link('h2', true)
    lab.sleep(20)
    expect(tasks()).toEqual(['h1 Running Running', 'h1 Running Running', 'h2 Shutdown Shutdown'])
  })
})

describe('a node that leaves', () => {
  it('loses its names at once, and is Down after fifteen seconds', () => {
    const lab = cluster('worker')
    run(lab, 'h2', 'swarm leave')
    expect(knows(lab, 'h1/ctr1', 'ctr2')).toBe(false)
    lab.sleep(14)
    expect(statuses(lab)).toBe('h1=Ready h2=Ready')
    lab.sleep(1)
    expect(statuses(lab)).toBe('h1=Ready h2=Down')
  })
})

describe('managers without a majority', () => {
  const noLeader = /The swarm does not have a leader/

  it('answer nothing after a while', () => {
    const lab = cluster('manager')
    lab.link('h2', false)
    lab.sleep(20)
    for (const host of ['h1', 'h2']) expect(lab.docker(host, 'node ls').stderr).toMatch(noLeader)
    expect(lab.docker('h1', 'network create -d overlay ov2').stderr).toMatch(noLeader)
    expect(lab.docker('h1', 'network create br1').exit).toBe(0)
    expect(lab.docker('h1', 'run -d --network ov1 alpine sleep 9').stderr).toContain('deadline exceeded')
  })

  it('follow another leader where the rest is a majority', () => {
    const lab = cluster('manager', 'manager')
    lab.link('h1', false)
    lab.sleep(40)
    expect(lab.docker('h1', 'node ls').stderr).toMatch(noLeader)
    expect(statuses(lab, 'h2')).toBe('h1=Down h2=Ready h3=Ready')
    expect(run(lab, 'h2', 'node ls --format "{{.Hostname}} {{.ManagerStatus}}"')).toBe(
      'h1 Unreachable\nh2 Leader\nh3 Reachable',
    )
  })
})
