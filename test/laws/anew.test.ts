// Law: what is remembered from earlier worlds says the same as what is built anew, after every command.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import type { World } from '../../src/cnm/world.js'
import { createLab } from '../../src/shell/lab/lab.js'
import { standardEnv } from '../../src/standard.js'
import { life } from './arbitraries.js'
import { answers, play, questions, spread } from './play.js'

const env = standardEnv()
/** Nothing is remembered of a copy. */
function anew(world: World): World {
  const copy: World = JSON.parse(JSON.stringify(world))
  return copy
}

test('every answer, with its trace, is what a copy of the world gives', () => {
  fc.assert(
    fc.property(life, (intents) => {
      for (const { after } of play(env, intents).steps) {
        const asked = spread(questions(after), 6)
        expect(answers(dataPlane(env, after), asked)).toEqual(answers(dataPlane(env, anew(after)), asked))
      }
    }),
    { numRuns: 8 },
  )
})

test('over hosts as well: tunnels, services, gossip', () => {
  const lab = createLab({ hosts: 2 })
  let answered = 0
  const typed = (host: string, line: string): string => {
    const { exit, stdout, stderr } = lab.docker(host, line)
    expect([line, exit, stderr]).toEqual([line, 0, stderr])
    const world = lab.world.cnm
    const asked = spread(questions(world), 20)
    const known = answers(dataPlane(lab.env, world), asked)
    expect(known).toEqual(answers(dataPlane(lab.env, anew(world)), asked))
    answered += known.filter(({ outcome }) => outcome.kind === 'answered').length
    return stdout.trim()
  }
  typed('h1', 'swarm init --advertise-addr 192.0.2.11')
  typed('h2', `swarm join --token ${typed('h1', 'swarm join-token -q worker')} 192.0.2.11`)
  typed('h1', 'network create -d overlay --attachable over')
  typed('h1', 'run -dit --name aa --network over alpine ash')
  typed('h2', 'run -dit --name bb --network over alpine ash')
  typed(
    'h1',
    'service create --detach --name web --replicas 3 --network over -p 8080:80 alpine httpd -f -p 80',
  )
  typed('h1', 'service scale --detach web=1')
  typed('h2', 'rm -f bb')
  typed('h2', 'run -dit --name cc --network over alpine ash')
  typed('h1', 'service rm web')
  expect(answered).toBeGreaterThan(40)
})
