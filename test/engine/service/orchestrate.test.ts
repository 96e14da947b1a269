// What the managers want of tasks: slots, nodes, successors, updates.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orchestrate, type Moment } from '../../../src/engine/service/orchestrate.js'
import type { Service, Services, Task } from '../../../src/engine/service/state.js'
import { node, service, task, taskSpec } from './build.js'

const moment = (nodes: Moment['nodes'] = [node('h1'), node('h2')]): Moment => ({
  clock: 10,
  passed: 100,
  nodes,
  taskId: (count) => `new-${count}`,
})
const slots = ({ tasks }: Services) => tasks.map(({ slot, desired }) => `${slot} ${desired}`)
const all = (of: Service, tasks: readonly Task[] = []): Services => ({ services: [of], tasks })
const replicated = (replicas: number, change: Parameters<typeof service>[1] = {}) =>
  service('web', { mode: { kind: 'replicated', replicas }, ...change })

describe('replicas', () => {
  test('a task for every slot; then nothing more to want', () => {
    const made = orchestrate(all(replicated(3)), moment())
    expect(slots(made)).toEqual(['1 running', '2 running', '3 running'])
    expect(orchestrate(made, moment())).toEqual(made)
  })

  test('fewer: the ones that run stay, and each node loses its last copies first', () => {
    const web = replicated(2)
    const run = (slot: number, on: string) =>
      task(web, { id: `t${slot}`, slot, node: `node-${on}`, state: 'running' })
    const tasks = [run(1, 'h1'), run(2, 'h1'), run(3, 'h2'), task(web, { id: 't4', slot: 4 })]
    expect(slots(orchestrate(all(web, tasks), moment()))).toEqual([
      '1 running',
      '2 remove',
      '3 running',
      '4 remove',
    ])
  })

  test('law: k replicas want exactly k tasks, from wherever one comes', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), (before, after) => {
        const made = orchestrate(all(replicated(before)), moment())
        const scaled = orchestrate({ ...made, services: [replicated(after)] }, moment())
        expect(scaled.tasks.filter((t) => t.desired === 'running')).toHaveLength(after)
      }),
    )
  })
})

describe('successors', () => {
  test('of a task that ended: after five seconds', () => {
    const web = replicated(1)
    const made = orchestrate(all(web, [task(web, { state: 'failed', node: 'node-h1' })]), moment())
    expect(slots(made)).toEqual(['1 shutdown', '1 ready'])
    expect(made.tasks[1]).toMatchObject({ notBefore: 105, after: null })
  })

  test('on a drained node: as soon as the old one has stopped', () => {
    const web = replicated(1)
    const made = orchestrate(
      all(web, [task(web, { state: 'running', node: 'node-h2' })]),
      moment([node('h1'), node('h2', { available: false, drained: true })]),
    )
    expect(slots(made)).toEqual(['1 shutdown', '1 ready'])
    expect(made.tasks[1]).toMatchObject({ notBefore: null, after: 'task-web' })
  })

  test('on a lost node: nobody waits for the old one', () => {
    const web = replicated(1)
    const made = orchestrate(
      all(web, [task(web, { state: 'running', node: 'node-h2' })]),
      moment([node('h1'), node('h2', { available: false, down: true })]),
    )
    expect(made.tasks[1]).toMatchObject({ desired: 'ready', notBefore: 105, after: null })
  })
})

describe('global', () => {
  const agent = service('agent', { mode: { kind: 'global' } })

  test('one task a node that suits', () => {
    const made = orchestrate(all(agent), moment())
    expect(made.tasks.map((t) => [t.slot, t.node])).toEqual([
      [0, 'node-h1'],
      [0, 'node-h2'],
    ])
  })

  test('none on a drained node', () => {
    const made = orchestrate(all(agent), moment())
    const drained = moment([node('h1'), node('h2', { available: false, drained: true })])
    expect(orchestrate(made, drained).tasks.map((t) => t.desired)).toEqual(['running', 'shutdown'])
  })
})

describe('an update', () => {
  const old = replicated(2)
  const run = (slot: number) => task(old, { id: `t${slot}`, slot, node: 'node-h1', state: 'running' })
  const next: Service = {
    ...replicated(2, { task: { ...taskSpec, image: 'alpine:3' } }),
    update: { state: 'updating', startedAt: 1, completedAt: null },
  }

  test('replaces one task at a time, stop first', () => {
    const first = orchestrate(all(next, [run(1), run(2)]), moment())
    expect(slots(first)).toEqual(['1 shutdown', '2 running', '1 ready'])
    expect(first.tasks[2]).toMatchObject({ after: 't1', spec: { image: 'alpine:3' } })
    expect(slots(orchestrate(first, moment()))).toEqual(slots(first))
  })

  test('goes on when the successor runs, and is completed after the last one', () => {
    const first = orchestrate(all(next, [run(1), run(2)]), moment())
    const running = (s: Services): Services => ({
      ...s,
      tasks: s.tasks.map((t) => (t.desired === 'ready' ? { ...t, desired: 'running', state: 'running' } : t)),
    })
    const second = orchestrate(running(first), moment())
    expect(slots(second)).toEqual(['1 shutdown', '2 shutdown', '1 running', '2 ready'])
    const done = orchestrate(running(second), moment())
    expect(done.services[0]?.update).toMatchObject({ state: 'completed', completedAt: 10 })
  })
})
