import { expect, test } from 'vitest'
import { runCli } from '../../../src/cli/cli.js'
import { memoryIo } from '../memoryIo.js'
import { broken, compose, rules } from '../shopFiles.js'

async function cnm(words: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const io = memoryIo({ 'compose.yaml': compose, 'broken.yaml': broken, 'rules.yaml': rules, ...files })
  const exit = await runCli(['check', ...words], io)
  return { exit, ...io.said }
}

test('the compose file of the folder is found, its rules hold: exit 0', async () => {
  const { exit, out, error } = await cnm(['--rules', 'rules.yaml'])
  expect(error).toBe('')
  expect(exit).toBe(0)
  expect(out).toContain('ok: web never reaches db')
  expect(out).toContain('3 of 3 rules hold')
})

test('one line more breaks a rule: exit 1, and the line and the path are named', async () => {
  const { exit, out } = await cnm(['-f', 'broken.yaml', '--rules', 'rules.yaml'])
  expect(exit).toBe(1)
  expect(out).toContain('ERROR broken: web never reaches db')
  expect(out).toContain("why the rule: customers' data")
  expect(out).toContain('at broken.yaml:9:9: web joins network back')
  expect(out).toContain('answers over network shop_back')
  expect(out).toContain('1 of 3 rules hold')
})

test('a published port that lets somebody in is named', async () => {
  const { exit, out } = await cnm(['--deny', 'internet -> web:80'])
  expect(exit).toBe(1)
  expect(out).toContain('at compose.yaml:6:9: web publishes port 80/tcp')
})

test('files are merged as docker compose merges them, and the line is that of the file which has it', async () => {
  const { exit, out } = await cnm(['-f', 'compose.yaml', '-f', 'more.yaml', '--deny', 'web -> db'], {
    'more.yaml': 'services:\n  web:\n    networks:\n      back:\n',
  })
  expect(exit).toBe(1)
  expect(out).toContain('at more.yaml:4:7: web joins network back')
})

test('a rule about nobody is not taken for one that holds', async () => {
  const { exit, out } = await cnm(['--deny', 'web -> bd'])
  expect(exit).toBe(1)
  expect(out).toContain("nothing here is called 'bd'")
})

test.each([
  [['--deny', 'web -> db', '--format', 'json'], 0],
  [['--deny', 'web -> db', '--format', 'json', '-f', 'broken.yaml'], 1],
])('json says the same as the exit code: %j', async (words, code) => {
  const { exit, out } = await cnm(words)
  const data: { ok: boolean; results: readonly { verdict: string; places: readonly unknown[] }[] } =
    JSON.parse(out)
  expect(exit).toBe(code)
  expect(data.ok).toBe(code === 0)
  expect(data.results).toHaveLength(1)
  expect(data.results[0]?.places.length).toBe(code === 0 ? 0 : 2)
})

test('another project that shares an external network is brought up before', async () => {
  const proxy = `name: proxy
services:
  traefik:
    image: traefik
    ports: ["80:80"]
    networks: [edge]
networks:
  edge:
    name: edge
`
  const shared = compose
    .replace(
      '    expose: ["9000"]\n    networks: [front, back]',
      '    expose: ["9000"]\n    networks: [front, back, edge]',
    )
    .replace('  front:\n', '  front:\n  edge:\n    external: true\n')
  const files = { 'proxy.yaml': proxy, 'shared.yaml': shared }
  const good = await cnm(['--with', 'proxy.yaml', '-f', 'shared.yaml', '--deny', 'traefik -> db'], files)
  expect([good.exit, good.error]).toEqual([0, ''])
  const alone = await cnm(['-f', 'shared.yaml', '--deny', 'web -> db'], files)
  expect(alone.exit).toBe(0)
  expect(alone.error).toContain('the external network edge is taken to be a bridge')
})

test.each([
  [['--rules', 'rule.yaml'], 'rule.yaml: there is no such file; did you mean rules.yaml?'],
  [[], 'which rules? Add --rules FILE'],
  [['--deny', 'web db'], "'web db' is no rule: write 'FROM -> TO'"],
  [['--deny', 'web -> db', '-f', 'compose.yml'], 'there is no such file; did you mean compose.yaml?'],
  [
    ['--deny', 'web -> db', '-f', 'bad.yaml'],
    "bad.yaml:4:5: services.web: there is no key 'imagee'; is it 'image'?",
  ],
  [['--deny', 'web -> db', '-f', 'clash.yaml'], 'so there is nothing to check'],
  [['--rules', 'typo.yaml'], "typo.yaml:2:3: 'reches' is no word of a rule; did you mean 'reaches'?"],
  [['--deny', 'web -> db', '--format', 'junitt'], "did you mean 'junit'?"],
  [['web', '--deny', 'web -> db'], 'it takes flags only'],
  [['--dney', 'web -> db'], 'did you mean --deny?'],
])('bad input is told, with what would be right: %j', async (words, message) => {
  const { exit, error, out } = await cnm(words, {
    'bad.yaml': 'services:\n  web:\n    image: nginx\n    imagee: nginx\n',
    'clash.yaml':
      'services:\n  a:\n    image: nginx\n    ports: ["80:80"]\n  b:\n    image: nginx\n    ports: ["80:80"]\n',
    'typo.yaml': '- never: web\n  reches: db\n',
  })
  expect(error).toContain(message)
  expect(exit).toBe(2)
  expect(out).toBe('')
})

test('a scenario is checked as well as a compose file', async () => {
  const lab = 'h1$ docker run -d --name aa -e X=1 nginx\nh1$ docker run -d --name bb --expose 80 nginx\n'
  const { exit, out, error } = await cnm(['-f', 'x.lab', '--deny', 'aa -> bb'], { 'x.lab': lab })
  expect(error).toBe('')
  expect(exit).toBe(1)
  expect(out).toContain('ERROR broken: aa never reaches bb')
})
