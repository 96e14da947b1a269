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
        const asked = spread(questions(after), 12)
        expect(answers(dataPlane(env, after), asked)).toEqual(answers(dataPlane(env, anew(after)), asked))
      }
    }),
    { numRuns: 15 },
  )
})

test('over hosts as well: tunnels, services, gossip', () => {
  const lab = createLab()
  const lines: readonly (readonly [string, string])[] = [
    ['h1', 'swarm init --advertise-addr 192.0.2.11'],
    [
      'h2',
      `swarm join --token ${lab.docker('h1', 'swarm join-token -q worker').stdout.trim()} 192.0.2.11:2377`,
    ],
  ]
  const commands: readonly (readonly [string, string])[] = [
    ['h1', 'network create -d overlay --attachable over'],
    ['h1', 'run -dit --name a --network over alpine ash'],
    ['h2', 'run -dit --name b --network over alpine ash'],
    ['h1', 'service create --name web --replicas 3 --network over -p 8080:80 nginx'],
    ['h1', 'service scale web=1'],
    ['h2', 'rm -f b'],
    ['h2', 'run -dit --name c --network over alpine ash'],
    ['h1', 'service rm web'],
  ]
  let answered = 0
  for (const [host, line] of [...lines, ...commands]) {
    lab.docker(host, line)
    const world = lab.world.cnm
    const asked = questions(world)
    const known = answers(dataPlane(lab.env, world), asked)
    expect(known).toEqual(answers(dataPlane(lab.env, anew(world)), asked))
    answered += known.filter(({ outcome }) => outcome.kind === 'answered').length
  }
  expect(answered).toBeGreaterThan(50)
})
