// Asks a real `docker compose config` (2.40.3; no engine is needed) what it makes of test/compose/corpus, and writes the part
// that concerns networking to each case's expected.json. Run it after a case was added: node tools/compose-oracle.mjs [CASE...]
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { networkingPart } from './networking-part.mjs'

const corpus = fileURLToPath(new URL('../test/compose/corpus', import.meta.url))
const cases = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(corpus)

/** Only what `docker` needs, so that nothing of this machine gets into a case. */
const kept = Object.fromEntries(
  ['PATH', 'HOME', 'DOCKER_CONFIG'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
)

for (const name of cases) {
  const folder = `${corpus}/${name}`
  if (!existsSync(`${folder}/case.json`)) continue
  const {
    args = [],
    services = [],
    env = {},
    below = '.',
  } = JSON.parse(readFileSync(`${folder}/case.json`, 'utf8'))
  const asked = spawnSync('docker', ['compose', ...args, 'config', '--format', 'json', ...services], {
    cwd: `${folder}/${below}`,
    env: { ...kept, ...env },
    encoding: 'utf8',
  })
  if (asked.error) throw asked.error
  const expected =
    asked.status === 0
      ? networkingPart(JSON.parse(asked.stdout))
      : { refused: asked.stderr.trim().split('\n').at(-1).replaceAll(`${folder}/`, '') }
  writeFileSync(`${folder}/expected.json`, `${JSON.stringify(expected, null, 2)}\n`)
  console.log(`${name}: ${asked.status === 0 ? 'taken' : expected.refused}`)
}
