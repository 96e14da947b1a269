// Model runs hold of the standard model, do what they say, and find planted faults.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allEndpoints, allSandboxes, networksOn } from '../../../src/cnm/lookup.js'
import { standardEnv } from '../../../src/standard.js'
import { plant, type FaultName } from '../../../src/testing/faults/faults.js'
import { Membership } from '../../../src/testing/properties/membership.js'
import {
  ModelCommand,
  modelRuns,
  type ModelRunOptions,
} from '../../../src/testing/properties/modelCommands.js'
import { NumberedWorld } from '../../../src/testing/properties/numberedWorld.js'

const modelProperty = (options: ModelRunOptions, maxCommands = 40) => {
  const { setup, commands } = modelRuns(options)
  return fc.property(fc.commands(commands, { maxCommands, size: 'max' }), (run) => {
    fc.modelRun(setup, run)
  })
}
const start = { networks: 4, sandboxes: 6 }
const world = () => new NumberedWorld(standardEnv(), start)

test('the standard model does what the sets say', () => {
  fc.assert(modelProperty({}), { numRuns: 60 })
  fc.assert(modelProperty({ networks: 1, sandboxes: 2 }), { numRuns: 20 })
})

test('a run begins with sandboxes dealt out to the networks, and leaves the start as it was', () => {
  const { setup } = modelRuns(start)
  const { model, real } = setup()
  expect([...model.sandboxes].map(([number, on]) => [number, ...on.keys()])).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 0],
    [5, 1],
  ])
  expect(allSandboxes(real.world).map((s) => s.endpoints.length)).toEqual([1, 1, 1, 1, 1, 1])
  real.deleteSandbox(0)
  real.leave(1, 1)
  expect(setup().real.ping(5, 1, 1)).toBe(true)
})

test('every verb does one thing, and says what', () => {
  const [model, real] = [new Membership(4, 6), world()]
  const does = (...[verb, ...numbers]: ConstructorParameters<typeof ModelCommand>) => {
    const command = new ModelCommand(verb, ...numbers)
    if (!command.check(model)) return null
    command.run(model, real)
    return String(command)
  }
  expect([
    does('on', 0, 1, 5),
    does('on', 0, 3, 5),
    does('off', 0, 0, 4),
    does('off', 0, 0, 4),
    does('on', 0, 1, 4),
    does('sandbox', 0, 0, 0),
    does('off', 0, 0, 0),
    does('sandbox', 0, 0, 0),
    does('network', 0, 5, 0),
    does('network', 0, 5, 0),
    does('network', 0, 1, 0),
  ]).toEqual([
    'createEndpoint ctr0 net1',
    'join ctr0 net1',
    'leave ctr0 net0',
    'deleteEndpoint ctr0 net0',
    null, // it is on net1 already
    'delete sandbox ctr0',
    null, // it is not there
    'create sandbox ctr0',
    'create network net5',
    'delete network net5',
    null, // ctr1 is on it
  ])
  expect(networksOn(real.world, 'h1').map(({ name }) => name)).not.toContain('net5')
  expect(allEndpoints(real.world)).toHaveLength(5)
})

test('an echo that ends otherwise than the sets say is a failure', () => {
  const [model, real] = [new Membership(4, 6), world()]
  model.sandboxes.get(4)?.set(0, false) // on the same network as 0, and it has joined
  expect(() => {
    new ModelCommand('on', 0, 1, 5).run(model, real)
    new ModelCommand('on', 0, 1, 5).run(model, real)
    new ModelCommand('off', 5, 0, 0).run(model, real)
  }).not.toThrow()
  model.sandboxes.get(2)?.set(0, true) // it is not
  model.sandboxes.get(0)?.set(0, true)
  real.createEndpoint(3, 0)
  model.sandboxes.get(3)?.set(0, false)
  expect(() => {
    new ModelCommand('on', 3, 0, 2).run(model, real)
  }).toThrow('ctr2 should reach ctr3 on net0')
})

test('what the model refuses is a failure', () => {
  const model = new Membership(4, 6)
  model.networks.delete(1)
  expect(() => {
    new ModelCommand('network', 0, 1, 0).run(model, world())
  }).toThrow('newNetwork is refused: network with name net1 already exists')
})

test.each<FaultName>(['no-isolation', 'forgotten-icc'])('the fault %s is found', (fault) => {
  const { counterexample, errorInstance } = fc.check(modelProperty({ env: plant(fault) }, 20), {
    seed: 1,
    numRuns: 300,
  })
  expect(String(errorInstance)).toMatch(/^Error: ctr\d should not reach ctr\d on net\d$/)
  expect(fc.stringify(counterexample?.[0])).toMatch(/^((createEndpoint|join|leave) ctr\d net\d,?)+/)
})
