import { describe, expect, it } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'
import { parseScenario } from '../../../src/shell/scenario/parseScenario.js'
import { play } from '../../../src/shell/scenario/play.js'
import { recordScenario } from '../../../src/shell/scenario/record.js'

const scenario = (source: string) => {
  const parsed = parseScenario('mine', source)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

describe('play', () => {
  it('puts in what was saved, and records what was written', () => {
    const { steps } = scenario(
      'h1$ N=docker network create net1\nh1$ docker network inspect -f "{{.Name}}" ${N}',
    )
    const [, second] = [...play(createLab(), steps)]
    expect(second?.recorded).toMatchObject({
      docker: 'network inspect -f "{{.Name}}" ${N}',
      stdout: 'net1\n',
    })
    expect(second?.step).toMatchObject({ command: expect.stringMatching(/[0-9a-f]{64}$/) })
  })

  it('makes a matrix the probes between all running containers, in the order of their names', () => {
    const { steps } = scenario(
      'h1$ docker run -dit --name bb alpine ash\nh1$ docker run -dit --name aa alpine ash\nmatrix 80',
    )
    const probes = [...play(createLab(), steps)]
      .slice(2)
      .map(({ recorded }) =>
        recorded !== null && 'probe' in recorded
          ? [recorded.probe, recorded.from, ...recorded.args].join(' ')
          : '',
      )
    expect(probes).toEqual([
      'ping h1/aa bb',
      'ping h1/aa 172.17.0.2',
      'http h1/aa 172.17.0.2 80',
      'ping h1/bb aa',
      'ping h1/bb 172.17.0.3',
      'http h1/bb 172.17.0.3 80',
    ])
  })

  it('leaves a sleep out of the recording', () => {
    expect(recordScenario(scenario('sleep 1\nlink h1 down'), '1').steps).toEqual([{ link: 'h1', to: 'down' }])
  })

  it('says which probe cannot be run, as the recordings of the real engine do', () => {
    expect(
      recordScenario(scenario('ping h1/nosuch peer\ndns h1/nosuch peer\nstate h1/nosuch'), '1').steps,
    ).toMatchObject([
      { result: { ok: false, why: 'cannot-run: Error response from daemon: No such container: nosuch' } },
      { result: { server: null, rcode: null, answers: [] } },
      { result: { interfaces: [], routes: [], routes6: [], hosts: [], resolv: [] } },
    ])
  })

  it('gives the same recording every time', () => {
    const mine = scenario('h1$ docker run -dit --name aa alpine ash\nh1$ docker inspect aa\nstate h1/aa')
    expect(recordScenario(mine, '1')).toEqual(recordScenario(mine, '1'))
  })
})
