// The same topology by a compose file and by docker commands: the same answers.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLab, standardEnv, type Lab } from '../../../src/index.js'
import { composePlugin } from '../../../src/compose/compose.js'
import { situationOf } from '../../../src/testing/subject.js'
import { pairVerdict } from '../../../src/testing/verdict/pair.js'
import { select } from '../../../src/testing/verdict/select.js'
import { composeFile } from '../../../src/testing/properties/composeFile.js'

const env = standardEnv()

/** Everybody to everybody, without the other orders of networks at a start: there are many, and they are tested elsewhere. */
function verdicts(lab: Lab, names: readonly string[]): readonly string[] {
  const situation = situationOf(lab)
  const { parties } = select(situation, [...names.map((name) => `container:${name}`), 'internet'])
  const pairs = parties.flatMap((a) => parties.filter((b) => a.label !== b.label).map((b) => [a, b] as const))
  return pairs
    .map(([a, b]) => {
      const { verdict, controlled } = pairVerdict(situation, a, b, null)
      return `${a.label} ${b.label} ${verdict} ${controlled}`
    })
    .toSorted()
}

test('what a compose file brings up reaches what the same docker commands make', () => {
  fc.assert(
    fc.property(composeFile(), ({ text, topology: { containers, script } }) => {
      const read = (path: string): string | undefined =>
        path === './compose.yaml' || path === 'compose.yaml' ? text : undefined
      const lab = createLab({ compose: composePlugin({ read }) })
      const { exit, stderr } = lab.docker('h1', 'compose up -d')
      expect(exit, stderr).toBe(0)
      for (const { name } of containers) lab.docker('h1', `rename drawn-${name}-1 ${name}`)
      const names = containers.map(({ name }) => name)
      expect(verdicts(lab, names)).toEqual(verdicts(script.play(env), names))
    }),
    { numRuns: 25 },
  )
})

test('it prints as the file that it is', () => {
  const [file] = fc.sample(composeFile(), { numRuns: 1, seed: 1 })
  expect(fc.stringify(file)).toBe(`\n${file!.text}`)
  expect(String(file)).toMatch(/^name: drawn\nservices:\n {2}ctr1:\n/)
})
