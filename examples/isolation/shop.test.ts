import { createLab } from 'cnm-sim'
import { always, from, never, only, tcp } from 'cnm-sim/testing'
import 'cnm-sim/testing/vitest'
import { expect, test } from 'vitest'

/** A web shop: the frontend on one network, the database on another, the backend on both. */
function shop() {
  const lab = createLab()
  for (const line of [
    'network create front',
    'network create --internal back',
    'run -d --name frontend --network front -p 8080:80 nginx',
    'run -d --name backend --network front --expose 9000 backend',
    'network connect back backend',
    'run -d --name database --network back --expose 5432 postgres',
  ]) {
    const { exit, stderr } = lab.docker('h1', line)
    expect(exit, stderr).toBe(0)
  }
  return lab
}

const rules = [
  never('frontend').reaches('database').because('only the backend may see customers'),
  always('frontend').reaches('backend', tcp(9000)),
  only('backend').reaches('database', tcp(5432)),
  never('internet').reaches('*').excluding('frontend'),
]

test('the rules of the shop hold', () => {
  expect(shop()).toSatisfy(rules)
})

test('the frontend neither reaches the database nor finds its name', () => {
  const lab = shop()
  expect(from(lab, 'frontend')).toBeIsolatedFrom('database')
  expect(from(lab, 'frontend')).not.toResolve('database')
})

test('the world sees the frontend only', () => {
  const lab = shop()
  expect(from(lab, 'internet')).toReach('frontend', tcp(80))
  expect(from(lab, 'frontend')).toPublish('8080:80')
  expect(from(lab, 'database')).not.toReach('google.com')
})

test('one more network for the frontend would break a rule', () => {
  const lab = shop()
  lab.docker('h1', 'network connect back frontend')
  expect(lab).not.toSatisfy(rules)
  expect(from(lab, 'frontend')).toReach('database', tcp(5432))
})
