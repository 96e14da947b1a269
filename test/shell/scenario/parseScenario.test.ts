import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../../src/shell/scenario/parseScenario.js'
import { stepText } from '../../../src/shell/scenario/step.js'

const problem = (source: string) => {
  const parsed = parseScenario('mine', source)
  return parsed.ok ? undefined : `${parsed.error.line}: ${parsed.error.message}`
}

const ALL = `# Every line there is
hosts 2
h1$ docker network create net1
h2$ T=docker swarm join-token -q worker
ping h1/ctr1 ctr2
ping lan 2001:db8::1 6
http peer 192.0.2.11 8080
dns h1/ctr1 ctr2 AAAA
state h1/ctr1
rules h1 6
matrix 80 443
link h2 down
route peer 172.18.0.0/16 via 192.0.2.11
sleep 2`

describe('parseScenario', () => {
  it('reads every line, and writes it as it was', () => {
    const parsed = parseScenario('mine', ALL)
    if (!parsed.ok) throw new Error(parsed.error.message)
    expect(parsed.value).toMatchObject({ name: 'mine', title: 'Every line there is', hosts: 2 })
    expect(parsed.value.steps.map(stepText)).toEqual(ALL.split('\n').slice(2))
  })

  it('has one host and the name as title without a word about them', () => {
    expect(parseScenario('mine', 'h1$ docker ps\n')).toMatchObject({ value: { title: 'mine', hosts: 1 } })
  })

  it('passes over comments and empty lines', () => {
    expect(parseScenario('mine', '\n# title?\n\n')).toMatchObject({ value: { steps: [] } })
  })

  it.each([
    ['h1$ docker ps\npong h1 h2', "2: no line begins with 'pong'; did you mean 'ping FROM TARGET [6]'?"],
    ['h2$ docker ps', "1: there is no host 'h2': there are h1; a line 'hosts 2' would make it"],
    ['peer$ docker ps', "1: there is no machine 'peer': there are h1 with Docker"],
    ['docker ps', "1: on which host? Write 'h1$ docker ps'"],
    ['h1$ ls', "1: only docker commands can be run on a host: write 'h1$ docker ...'"],
    ['h1$ docker run --name "x', `1: the " at column 12 of 'run --name "x' is never closed`],
    ['ping h1/ctr1', "1: 'ping h1/ctr1' should read 'ping FROM TARGET [6]'"],
    ['http h1 peer eighty', "1: 'http h1 peer eighty' should read 'http FROM TARGET PORT'"],
    ['ping ctr1 ctr2', "1: there is no machine 'ctr1': there are h1, lan and peer"],
    ['ping h1/ ctr2', "1: 'h1/' names no container: write it as 'h1/ctr1'"],
    ['link h1 left', "1: 'link h1 left' should read 'link HOST up|down'"],
    ['route peer here via there', "1: 'here' is no subnet: write it as '172.18.0.0/16'"],
    ['hosts none', "1: 'hosts none' should read 'hosts N', N from 1 to 39"],
  ])('says what is wrong with %j, and what would be right', (source, message) => {
    expect(problem(source)).toBe(message)
  })

  it('does not judge what only playing can tell', () => {
    expect(
      problem('ping ${FROM} ${TARGET}\nhttp h1 peer ${PORT}\nroute ${M} ${NET} via ${IP}'),
    ).toBeUndefined()
  })
})
