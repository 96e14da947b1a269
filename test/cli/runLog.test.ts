// The log is for programs: docs/log.md shows it, and every line of a richer run has the fields that the page names.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { runCli } from '../../src/cli/cli.js'
import { blocksOf } from '../docs/snippets.js'
import { memoryIo } from './memoryIo.js'

const PAGE = 'docs/log.md'

async function log(source: string): Promise<string> {
  const io = memoryIo({ 'mine.lab': source })
  expect(await runCli(['run', '--log', 'mine.lab'], io)).toBe(0)
  expect(io.said.error).toBe('')
  return io.said.out
}
const lines = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const event: Record<string, unknown> = JSON.parse(line)
      return event
    })

it('is what docs/log.md shows', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const [lab, json] = ['lab', 'jsonl'].map((want) => blocksOf(page).find(({ language }) => language === want))
  const printed = (await log(lab?.text ?? '')).trimEnd()
  if (process.env['UPDATE_DOCS'] === '1')
    writeFileSync(
      PAGE,
      page.replace(json?.text ?? '', () => printed),
    )
  else expect(printed).toBe(json?.text)
})

const RICH = `# All kinds
h1$ docker run -d --name web -p 8080:80 alpine httpd -f -p 80
h1$ docker network create net1
h1$ docker run -d --name ctr1 --network net1 alpine sleep 1000
http peer 192.0.2.11 8080
http h1/ctr1 172.18.0.1 8080
ping h1/ctr1 google.com
ping h1/ctr1 172.17.0.2
ping h1/ctr1 nosuch
ping h1/gone google.com
dns h1/ctr1 web
matrix
sleep 1
link h1 down
`

it('has the fields that the page names, and no others', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (.*?) *\|$/gm)]
  const named = new Map(rows.map(([, name = '', text = '']) => [name, text]))
  const walk = ['conversation', 'walk']
  for (const { played, event, ...fields } of lines(await log(RICH))) {
    expect(typeof played).toBe('number')
    const text = `${named.get(String(event)) ?? ''} ${event === 'step' ? (named.get(String(fields['kind'])) ?? '') : ''}`
    expect(named.has(String(event)), String(event)).toBe(true)
    for (const field of Object.keys(fields))
      if (!walk.includes(field)) expect(text, `${String(event)}.${field}`).toContain(`\`${field}\``)
  }
})

it('tells walks from their beginning to their end, each in its conversation', async () => {
  const told = lines(await log(RICH))
  const count = (test: (line: Readonly<Record<string, unknown>>) => boolean) => told.filter(test).length
  expect(count(({ event }) => event === 'walk')).toBe(count(({ event }) => event === 'ending'))
  expect(count(({ event }) => event === 'conversation')).toBe(count(({ event }) => event === 'outcome'))
  const numbers = told.flatMap(({ event, conversation }) => (event === 'conversation' ? [conversation] : []))
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  for (const purpose of ['question', 'dns', 'relay'])
    expect(count((line) => line['purpose'] === purpose)).toBeGreaterThan(0)
  // what stopped the ping between networks is there with its rule
  expect(told).toContainEqual(
    expect.objectContaining({ event: 'ending', kind: 'dropped', at: 'h1', walk: 'request' }),
  )
  expect(told).toContainEqual(expect.objectContaining({ event: 'engine', action: 'connect', clock: 12 }))
  expect(told).toContainEqual(
    expect.objectContaining({ event: 'change', line: 'link h1 down', problem: null }),
  )
})

it('is one or the other: a log or explanations', async () => {
  const io = memoryIo({ 'mine.lab': RICH })
  expect(await runCli(['run', '--log', '--explain', 'mine.lab'], io)).toBe(2)
  expect(io.said.error).toContain('give one of the two')
})
