// Which node gets a task, and why none does. The texts are those of a recording (service-placement).
import { describe, expect, test } from 'vitest'
import { chooseNode, suitsGlobal } from '../../../src/engine/service/schedule.js'
import { node, port, service, task, taskSpec } from './build.js'

const nodes = [node('h1'), node('h2'), node('h3')]
const web = service('web')
const other = service('other')
const on = (hostname: string, id: string, of = web) => task(of, { id, node: `node-${hostname}` })

describe('spread', () => {
  test('the node with the fewest tasks of the service', () => {
    const tasks = [on('h1', 'a'), on('h2', 'b'), on('h2', 'c', other), on('h2', 'd', other)]
    expect(chooseNode(task(web), nodes, tasks)).toEqual({ node: 'node-h3' })
    expect(chooseNode(task(web), nodes, [...tasks, on('h3', 'e'), on('h3', 'f')])).toEqual({
      node: 'node-h1',
    })
  })

  test('of equals the one with the fewest tasks at all', () => {
    expect(chooseNode(task(web), nodes, [on('h1', 'a', other), on('h2', 'b', other)])).toEqual({
      node: 'node-h3',
    })
  })

  test('tasks that are to stop, or that have, do not count', () => {
    const gone = [
      { ...on('h1', 'a'), desired: 'shutdown' as const },
      { ...on('h1', 'b'), state: 'failed' as const },
    ]
    expect(chooseNode(task(web), nodes, gone)).toEqual({ node: 'node-h1' })
  })
})

describe('labels that tasks are spread over', () => {
  const zoned = [
    node('h1', { labels: [['zone', 'a']] }),
    node('h2', { labels: [['zone', 'a']] }),
    node('h3', { labels: [['zone', 'b']] }),
  ]
  const spread = task(web, { spec: { ...taskSpec, spread: ['node.labels.zone'] } })

  test('the zone with the fewest tasks goes before the node with the fewest', () => {
    expect(chooseNode(spread, zoned, [on('h1', 'a'), on('h3', 'b')])).toEqual({ node: 'node-h2' })
    expect(chooseNode(spread, zoned, [on('h1', 'a'), on('h2', 'b'), on('h3', 'c')])).toEqual({
      node: 'node-h3',
    })
  })

  test('what is no label of nodes counts for nothing', () => {
    const odd = task(web, { spec: { ...taskSpec, spread: ['node.hostname'] } })
    expect(chooseNode(odd, zoned, [on('h1', 'a')])).toEqual({ node: 'node-h2' })
  })
})

describe('no suitable node', () => {
  const constrained = (text: string) => task(web, { spec: { ...taskSpec, constraints: [text] } })

  test('so many tasks of a service on a node, and no more', () => {
    const few = task(web, { spec: { ...taskSpec, maxReplicas: 1 } })
    const tasks = [on('h1', 'a'), on('h2', 'b')]
    expect(chooseNode(few, nodes, tasks)).toEqual({ node: 'node-h3' })
    expect(chooseNode(few, nodes, [...tasks, on('h3', 'c')])).toEqual({
      error: 'no suitable node (max replicas per node limit exceed)',
    })
  })

  test('constraints', () => {
    expect(chooseNode(constrained('node.hostname==h9'), nodes, [])).toEqual({
      error: 'no suitable node (scheduling constraints not satisfied on 3 nodes)',
    })
  })

  test('reasons by how many nodes they concern', () => {
    const published = service('pub', { ports: [port(8888, 80, 'host')] })
    const first = task(published, { id: 'first', node: 'node-h1' })
    const second = task(published, { id: 'second', spec: constrained('node.hostname==h1').spec })
    expect(chooseNode(second, nodes, [first])).toEqual({
      error:
        'no suitable node (scheduling constraints not satisfied on 2 nodes; host-mode port already in use on 1 node)',
    })
  })

  test('a node that takes no tasks', () => {
    const drained = [node('h1', { available: false })]
    expect(chooseNode(task(web), drained, [])).toEqual({
      error: 'no suitable node (1 node not available for new tasks)',
    })
  })
})

test('a global service goes to every node that is available and meets the constraints', () => {
  expect(nodes.filter((n) => suitsGlobal(['node.role==worker'], n)).map((n) => n.hostname)).toEqual([
    'h2',
    'h3',
  ])
  expect(suitsGlobal([], node('h1', { available: false }))).toBe(false)
})
