// Containers on the same networks are one class; what is one's alone is a class of its own.
import { expect, test } from 'vitest'
import { sandboxOf } from '../../src/cnm/lookup.js'
import { classes, reachesClass } from '../../src/reach/classes.js'
import { createLab } from '../../src/shell/lab/lab.js'

const lab = createLab()
lab.docker('h1', 'network create front')
lab.docker('h1', 'network create --internal back')
for (const name of ['web1', 'web2', 'web3'])
  lab.docker('h1', `run -dit --name ${name} --network front alpine ash`)
for (const name of ['db1', 'db2']) lab.docker('h1', `run -dit --name ${name} --network back alpine ash`)
lab.docker('h1', 'run -dit --name api --network front alpine ash')
lab.docker('h1', 'network connect back api')
lab.docker('h1', 'run -d --name edge --network front -p 8080:80 nginx')
const world = lab.world.cnm
const all = classes(world)
const labels = all.map(({ members }) => members.map((id) => sandboxOf(world, id).label))

test('by networks, and alone with a published port', () => {
  expect(labels).toEqual([['h1/web1', 'h1/web2', 'h1/web3'], ['h1/db1', 'h1/db2'], ['h1/api'], ['h1/edge']])
})

test('one pair answers for all pairs', () => {
  const [web, db, api, edge] = all
  const reaches = (a = web, b = web) => a && b && reachesClass(lab.env, world, a, b)
  expect([
    reaches(web, web),
    reaches(web, db),
    reaches(api, db),
    reaches(db, edge),
    reaches(web, api),
  ]).toEqual([[true], [false], [true], [false], [true, false]])
  expect(reaches(api, api)).toBeNull()
})

test('the same world is the same answer', () => expect(classes(world)).toBe(all))
