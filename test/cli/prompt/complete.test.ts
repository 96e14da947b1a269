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
    ['docker network connect ps', ['ps-bridge '], 'ps'],
    ['h1$ docker exec c', ['ctr1 '], 'c'],
    ['ping h1/', ['h1/ctr1 '], 'h1/'],
    ['ping h1/ctr1 zzz', [], 'zzz'],
  ])('%j', (line, hits, part) => {
    expect(complete(lab.world, line)).toEqual([hits, part])
  })
})
