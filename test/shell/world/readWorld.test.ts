// A world that went through JSON is the same world, and one that was mangled is refused with the line.
import { expect, it } from 'vitest'
import { allSandboxes } from '../../../src/cnm/lookup.js'
import { emptyDockerWorld } from '../../../src/engine/state.js'
import { createLab } from '../../../src/shell/lab/lab.js'
import { readWorld, seemsWorld, writeWorld } from '../../../src/shell/world/readWorld.js'

const lab = createLab({ hosts: 2 })
lab.docker('h1', 'network create net1')
lab.docker('h1', 'run -d --name web --network net1 -p 8080:80 nginx')
lab.docker('h1', 'run -d --name __proto__x nginx')
lab.docker('h2', 'create --name stopped nginx')

it('comes back as it was', () => {
  expect(readWorld(writeWorld(lab.world))).toEqual({ ok: true, value: lab.world })
  expect(readWorld(JSON.stringify(lab.world))).toEqual({ ok: true, value: lab.world })
  expect(seemsWorld(JSON.parse(JSON.stringify(lab.world)))).toBe(true)
})

it('takes a model without containers', () => {
  const read = readWorld(JSON.stringify(lab.world.cnm))
  expect(read).toEqual({ ok: true, value: { ...emptyDockerWorld, cnm: lab.world.cnm } })
})

const sandbox = allSandboxes(lab.world.cnm)[0]!.id
it.each([
  ['{', /^1: this is not JSON/],
  ['[]', /the file should be the world of a model/],
  [writeWorld(lab.world).replace(`"clock":`, `"tick":`), /^\d+: cnm\.clock should be a whole number/],
  [
    writeWorld(lab.world).replaceAll(`"sandbox": "${sandbox}"`, '"sandbox": "gone"'),
    /^\d+: cnm\.endpoints\.byId[[\]\d]+\.sandbox should be an id in sandboxes, but is "gone"/,
  ],
  [writeWorld(lab.world).replace('"events": [', '"deeds": ['), /events should be a list/],
  [
    writeWorld(lab.world).replace(`"id": "${sandbox}"`, '"id": "other"'),
    /cnm\.endpoints\.byId[[\]\d]+\.sandbox should be an id in sandboxes/,
  ],
])('says what is wrong %#', (source, message) => {
  const read = readWorld(source)
  expect(read.ok ? 'read' : `${read.error.line}: ${read.error.message}`).toMatch(message)
})
