import { createLab } from 'cnm-sim'
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

test('the frontend never reaches the database', () => {
  const lab = shop()
  const database = lab.state('h1/database').interfaces[0]?.address.split('/')[0] ?? ''
  for (const target of ['database', database]) {
    const report = lab.http('h1/frontend', target, 5432)
    expect(report.verdict, lab.explain(report)).toBe('unreachable')
  }
})

test('the backend does: it is the same port that the frontend is kept from', () => {
  const lab = shop()
  const report = lab.http('h1/backend', 'database', 5432)
  expect(report.verdict, lab.explain(report)).toBe('reachable')
})

test('the world sees the frontend only', () => {
  const lab = shop()
  expect(lab.http('peer', '192.0.2.11', 8080).verdict).toBe('reachable')
  expect(lab.http('peer', '192.0.2.11', 5432).verdict).toBe('unreachable')
})

test('one more network for the frontend would break the rule', () => {
  const lab = shop()
  lab.docker('h1', 'network connect back frontend')
  expect(lab.http('h1/frontend', 'database', 5432).verdict).toBe('reachable')
})
