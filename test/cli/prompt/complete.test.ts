import { describe, expect, it } from 'vitest'
import { complete } from '../../../src/cli/prompt/complete.js'
import { createLab } from '../../../src/shell/lab/lab.js'

const lab = createLab()
lab.docker('h1', 'network create ps-bridge')
lab.docker('h1', 'run -dit --name ctr1 --network ps-bridge alpine ash')

describe('complete', () => {
  it.each([
    ['do', ['docker '], 'do'],
    ['docker netw', ['network '], 'netw'],
    ['docker network dis', ['disconnect '], 'dis'],
    ['docker s', ['service ', 'start ', 'stop ', 'swarm ', 'system '], 's'],
    ['docker compo', ['compose '], 'compo'],
    ['docker pul', [], 'pul'],
    ['docker swarm join-', ['join-token '], 'join-'],
    ['h2$ docker node pro', ['promote '], 'pro'],
    ['docker network connect ps', ['ps-bridge '], 'ps'],
    ['h1$ docker exec c', ['ctr1 '], 'c'],
    ['ping h1/', ['h1/ctr1 '], 'h1/'],
    ['ping h1/ctr1 zzz', [], 'zzz'],
  ])('%j', (line, hits, part) => {
    const [found, replaced] = complete(lab.world, line)
    expect([found.toSorted(), replaced]).toEqual([hits, part])
  })
})
