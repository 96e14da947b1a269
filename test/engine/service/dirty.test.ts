import { expect, test } from 'vitest'
import { isDirty } from '../../../src/engine/service/dirty.js'
import { port, service, task } from './build.js'

const web = service('web', { ports: [port(0, 80)] }, [port(30_000, 80)])
const of = task(web)

// swarmkit manager/orchestrator/task.go IsTaskDirty: the endpoint's spec counts, and not what was given for it
test('a task is of its service as long as the endpoint is to be the same', () => {
  expect(isDirty(of, web, undefined)).toBe(false)
  expect(isDirty(of, { ...web, ports: [port(30_001, 80)] }, undefined)).toBe(false)
  expect(isDirty(of, { ...web, spec: { ...web.spec, ports: [port(8080, 80)] } }, undefined)).toBe(true)
  expect(isDirty(of, { ...web, spec: { ...web.spec, endpointMode: 'dnsrr' } }, undefined)).toBe(true)
})
