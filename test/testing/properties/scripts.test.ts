import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLab, standardEnv } from '../../../src/index.js'
import { dockerLine, dockerScript, topology } from '../../../src/testing/properties/scripts.js'
import { DockerCommand, dockerCommands, newModel } from '../../../src/testing/properties/commands.js'

const env = standardEnv()

test('an engine takes every line of a random script', () => {
  fc.assert(
    fc.property(dockerScript(), (script) => {
      expect(() => script.play(env)).not.toThrow()
    }),
    { numRuns: 60 },
  )
})

test('a topology is what its script builds', () => {
  fc.assert(
    fc.property(topology(), ({ networks, containers, script }) => {
      const lab = script.play(env)
      for (const { name, networks: on } of containers)
        expect(lab.state(`h1/${name}`).interfaces).toHaveLength(on.length)
      expect(lab.docker('h1', 'network ls -q').stdout.trim().split('\n')).toHaveLength(networks.length + 3)
    }),
    { numRuns: 30 },
  )
})

test('random lines are well-formed: what is refused is refused by the daemon', () => {
  fc.assert(
    fc.property(fc.array(dockerLine(), { maxLength: 12 }), (lines) => {
      const lab = createLab()
      for (const line of lines) {
        const { exit, stderr } = lab.docker('h1', line)
        if (exit !== 0) expect(stderr).toMatch(/Error response from daemon|Error: |no such|No such|Error /)
      }
    }),
    { numRuns: 60 },
  )
})

test('some of them are taken, and some refused', () => {
  const lab = createLab()
  const exits = fc.sample(dockerLine(), { numRuns: 100, seed: 1 }).map((line) => lab.docker('h1', line).exit)
  expect(exits.filter((exit) => exit === 0).length).toBeGreaterThan(20)
  expect(exits.filter((exit) => exit !== 0).length).toBeGreaterThan(20)
})

test('model commands run on a laboratory', () => {
  fc.assert(
    fc.property(fc.commands(dockerCommands(), { maxCommands: 12 }), (commands) => {
      fc.modelRun(() => ({ model: newModel(), real: createLab() }), commands)
    }),
    { numRuns: 30 },
  )
})

test('their counterexample is a script that a shell takes', () => {
  const noTwo = dockerCommands((_lab, { containers }) => {
    if (containers.length > 1) throw new Error('two containers')
  })
  const { counterexample } = fc.check(
    fc.property(fc.commands(noTwo), (commands) => {
      fc.modelRun(() => ({ model: newModel(), real: createLab() }), commands)
    }),
    { seed: 1, numRuns: 1000 },
  )
  const typed = fc
    .stringify(counterexample?.[0])
    .split('\n')
    .map((line) => line.replace(/ #.*$/, ''))
    .filter((line) => line !== '')
  expect(typed.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'docker network',
    'docker run',
    'docker run',
  ])
})

test('a command that the engine refuses, though the model allows it, is a failure', () => {
  const lab = createLab()
  lab.docker('h1', 'network create net1')
  const command = new DockerCommand(
    { do: 'create-network', network: 0, internal: false, options: [] },
    () => undefined,
  )
  expect(() => command.run(newModel(), lab)).toThrow('network with name net1 already exists')
})
