// What the managers want of tasks: slots, nodes, successors, updates.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Moment } from '../../../src/engine/service/moment.js'
import { orchestrate } from '../../../src/engine/service/orchestrate.js'
import { DEFAULT_RESTART, DEFAULT_UPDATE, SECOND } from '../../../src/engine/service/policy.js'
import type { RestartPolicy, UpdateConfig } from '../../../src/engine/service/policy.js'
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
  const settled = (start: Services, at: Moment): Services => {
    let next = start
    for (let before: Services | null = null; before !== next;) {
      before = next
      next = orchestrate(next, at)
    }
    return next
  }
  const later = (seconds: number): Moment => ({ ...moment(), passed: 100 + seconds })
  const rolling = (old: Service, update: Partial<UpdateConfig> = {}): Service => ({
    ...old,
    spec: {
      ...old.spec,
      task: { ...taskSpec, image: 'alpine:3' },
      update: { ...DEFAULT_UPDATE, ...update },
    },
    previousSpec: old.spec,
  })
  const old = replicated(2)
  const run = (slot: number) => task(old, { id: `t${slot}`, slot, node: 'node-h1', state: 'running' })
  /** Those that are prepared run, and those that are to stop have stopped. */
  const acted = (s: Services, state: Task['state'] = 'running'): Services => ({
    ...s,
    tasks: s.tasks.map((t) =>
      t.desired === 'ready'
        ? { ...t, desired: 'running', state }
        : t.desired === 'shutdown' && t.state === 'running'
          ? { ...t, state: 'shutdown' }
          : t,
    ),
  })
  const begun = (service: Service) => settled(all(service, [run(1), run(2)]), moment())

  test('replaces one task at a time, stop first', () => {
    const first = begun(rolling(old))
    expect(slots(first)).toEqual(['1 shutdown', '2 running', '1 ready'])
    expect(first.tasks[2]).toMatchObject({ after: 't1', spec: { image: 'alpine:3' } })
    expect(first.services[0]?.update).toMatchObject({ state: 'updating', message: 'update in progress' })
    expect(settled(first, moment())).toBe(first)
  })

  test('goes on when the successor runs, and is completed when the last one has run for a while', () => {
    const second = settled(acted(begun(rolling(old))), moment())
    expect(slots(second)).toEqual(['1 shutdown', '2 shutdown', '1 running', '2 ready'])
    const watched = settled(acted(second), moment())
    expect(watched.services[0]).toMatchObject({ update: { state: 'updating' }, rollout: { until: 105 } })
    expect(settled(watched, later(5)).services[0]?.update).toMatchObject({
      state: 'completed',
      completedAt: 10,
    })
  })

  test('start first: the old one goes when the new one runs', () => {
    const first = begun(rolling(old, { order: 'start-first' }))
    expect(slots(first)).toEqual(['1 running', '2 running', '1 ready'])
    expect(slots(settled(acted(first), moment())).slice(0, 3)).toEqual([
      '1 shutdown',
      '2 running',
      '1 running',
    ])
  })

  test('side by side, or all at once', () => {
    expect(slots(begun(rolling(old, { parallelism: 2 })))).toHaveLength(4)
    expect(slots(begun(rolling(old, { parallelism: 0 })))).toHaveLength(4)
  })

  test('waits between one and the next', () => {
    const first = acted(begun(rolling(old, { delay: 20 * SECOND })))
    expect(slots(settled(first, later(19)))).toHaveLength(3)
    expect(slots(settled(settled(first, moment()), later(20)))).toHaveLength(4)
  })

  test.each([
    ['pause', 'paused'],
    ['rollback', 'rollback_started'],
    ['continue', 'updating'],
  ] as const)('a new task that fails, and then: %s', (failureAction, state) => {
    const failed = settled(acted(begun(rolling(old, { failureAction })), 'failed'), moment())
    expect(failed.services[0]?.update?.state).toBe(state)
    expect(failed.services[0]?.spec.task.image).toBe(
      state === 'rollback_started' ? 'alpine:latest' : 'alpine:3',
    )
  })

  test.each([
    ['pause', 'update paused'],
    ['rollback', 'rollback paused'],
  ] as const)(
    'a rollback that fails is never rolled back; with the action %s it says: %s',
    (failureAction, says) => {
      const update = { state: 'rollback_started', message: '', startedAt: 0, completedAt: null } as const
      const back = rolling({ ...old, update })
      const service = { ...back, spec: { ...back.spec, rollback: { ...DEFAULT_UPDATE, failureAction } } }
      const failed = settled(acted(begun(service), 'failed'), moment())
      expect(failed.services[0]?.update).toMatchObject({
        state: 'rollback_paused',
        message: `${says} due to failure or early termination of task ${failed.tasks[2]?.id ?? ''}`,
      })
    },
  )

  test('one whose end comes after the watch is no failure', () => {
    const ran = settled(acted(begun(rolling(old, { delay: 60 * SECOND }))), moment())
    const ended = {
      ...ran,
      tasks: ran.tasks.map((t) => (t.spec === old.spec.task ? t : { ...t, state: 'failed' as const })),
    }
    expect(settled(ended, later(6)).services[0]?.update?.state).toBe('updating')
    expect(settled(ended, later(4)).services[0]?.update?.state).toBe('paused')
  })
})

describe('restarts', () => {
  const ended = (restart: Partial<RestartPolicy>, state: Task['state'], restarts: readonly number[] = []) => {
    const web = replicated(1, { task: { ...taskSpec, restart: { ...DEFAULT_RESTART, ...restart } } })
    return slots(orchestrate(all(web, [task(web, { state, restarts, node: 'node-h1' })]), moment()))
  }
  test.each([
    [{ condition: 'none' }, 'failed', [], false],
    [{ condition: 'on-failure' }, 'failed', [], true],
    [{ condition: 'on-failure' }, 'complete', [], false],
    [{ condition: 'any' }, 'complete', [], true],
    [{ maxAttempts: 2 }, 'failed', [90], true],
    [{ maxAttempts: 2 }, 'failed', [80, 90], false],
  ] as const)('%o of one that is %s, after %o: %s', (policy, state, restarts, again) => {
    expect(ended(policy, state, restarts)).toEqual(again ? ['1 shutdown', '1 ready'] : ['1 shutdown'])
  })
})

describe('jobs', () => {
  const job = {
    ...service('job', { mode: { kind: 'replicated-job', total: 3, concurrent: 2 } }),
    iteration: 0,
  }
  const done = (s: Services): Services => ({ ...s, tasks: s.tasks.map((t) => ({ ...t, state: 'complete' })) })

  test('so many at a time, until all have ended well', () => {
    const first = orchestrate(all(job), moment())
    expect(slots(first)).toEqual(['0 complete', '1 complete'])
    const second = orchestrate(done(first), moment())
    expect(slots(second)).toEqual(['0 complete', '1 complete', '2 complete'])
    expect(slots(orchestrate(done(second), moment()))).toHaveLength(3)
  })

  test('another round runs all of it again', () => {
    const first = done(orchestrate(all(job), moment()))
    const again = orchestrate({ ...first, services: [{ ...job, iteration: 1 }] }, moment())
    expect(again.tasks.filter((t) => t.iteration === 1)).toHaveLength(2)
  })

  test('once on every node', () => {
    const each = { ...service('each', { mode: { kind: 'global-job' } }), iteration: 0 }
    const first = orchestrate(all(each), moment())
    expect(first.tasks.map(({ node: on, desired }) => [on, desired])).toEqual([
      ['node-h1', 'complete'],
      ['node-h2', 'complete'],
    ])
    expect(orchestrate(done(first), moment()).tasks).toHaveLength(2)
  })
})
