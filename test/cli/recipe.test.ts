// The commands of the example's CI recipe, run on the example's files.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { runCli } from '../../src/cli/cli.js'
import { words } from '../../src/shell/words.js'
import { memoryIo } from './memoryIo.js'

const FOLDER = 'examples/compose'
const files = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')]),
)
interface Recipe {
  readonly jobs: { readonly rules: { readonly steps: readonly { readonly run?: string }[] } }
}
const recipe: Recipe = parse(files['ci.yml'] ?? '')
const commands = recipe.jobs.rules.steps.flatMap(({ run }) =>
  run?.startsWith('npx cnm ') ? [run.slice('npx cnm '.length)] : [],
)

async function run(command: string, compose = files['compose.yaml'] ?? '') {
  const io = memoryIo({ ...files, 'compose.yaml': compose })
  const split = words(command)
  const exit = await runCli(split.ok ? split.value : [], io)
  return { exit, ...io.said }
}

test('there are commands in it', () => {
  expect(commands.map((command) => command.split(' ')[0])).toEqual(['check', 'lint'])
})

test.each(commands.map((command) => [command]))('cnm %s passes on the shop', async (command) => {
  const { exit, out, error } = await run(command)
  expect(error).toBe('')
  expect(exit, out).toBe(0)
})

test('and the check fails at the very line that opens the database', async () => {
  const line = '    networks:\n      - front\n'
  const compose = (files['compose.yaml'] ?? '').replace(line, `${line}      - back\n`)
  const at = compose.split('\n').indexOf('      - back') + 1
  const { exit, out } = await run(commands[0] ?? '', compose)
  expect(exit).toBe(1)
  expect(out).toContain(`::error file=compose.yaml,line=${at},col=9,title=web%2C worker never reaches db::`)
})
