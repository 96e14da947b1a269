// Checks the package as users get it: packs the tarball, installs it in an empty project, imports it, compiles against
// its declarations with no ambient types, tries its matchers, and starts its command. Run after a build.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
/** Which optional peers an entry wants; every other entry must do without any. */
const wanted = { './testing/vitest': ['vitest'], './testing/fast-check': ['fast-check'] }
const isAlone = (entry) => !Object.hasOwn(wanted, entry)
const nameOf = (entry) => manifest.name + entry.slice(1)
const entries = Object.keys(manifest.exports)

/** The environment without what an outer `npm run` says about the outer project. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([key]) => !/^npm_(package_|lifecycle_|config_local_prefix$)/i.test(key),
  ),
)

function run(command, args, cwd, options = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  if (result.error) throw result.error
  if (result.status !== 0)
    throw new Error(
      `${[command, ...args].join(' ')} failed (${result.status}):\n${result.stdout}${result.stderr}`,
    )
  return result.stdout
}

function npm(args, cwd) {
  const script = process.env.npm_execpath
  // Inside `npm run` npm names its own script; anywhere else it is looked up, on Windows by the shell.
  return script?.endsWith('npm-cli.js')
    ? run(process.execPath, [script, ...args], cwd)
    : run('npm', args, cwd, { shell: process.platform === 'win32' })
}

function expect(condition, message) {
  if (!condition) throw new Error(message)
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
}

function pack(folder) {
  npm(['pack', '--ignore-scripts', '--pack-destination', folder], root)
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  expect(tarball, 'npm pack wrote no tarball')
  return join(folder, tarball)
}

function install(tarball, folder) {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n')
  npm(['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], folder)
  const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))
  const expected = [manifest.name, ...Object.keys(manifest.dependencies)]
  expect(
    installed.sort().join() === expected.sort().join(),
    `installed ${installed.join(', ')}; expected ${expected.join(', ')}`,
  )
}

function checkFiles(folder) {
  const files = filesBelow(folder)
  const stray = files.filter(
    (file) => !/^(dist\/|docs\/|(package\.json|README\.md|LICENSE|CHANGELOG\.md)$)/.test(file),
  )
  expect(stray.length === 0, `the tarball holds ${stray.join(', ')}`)
  for (const file of files.filter((name) => name.startsWith('dist/')))
    expect(!readFileSync(join(folder, file), 'utf8').includes(root), `${file} names a path of this machine`)
  return files.length
}

function checkImport(folder) {
  for (const entry of entries.filter(isAlone).map(nameOf)) {
    const code = `const names = Object.keys(await import(${JSON.stringify(entry)})); if (!names.length) throw new Error('exports nothing')`
    run(process.execPath, ['--input-type=module', '--eval', code], folder)
  }
}

/** The core entry needs two packages, whatever other entries need. */
function checkCore(folder) {
  const yaml = join(folder, 'node_modules/yaml')
  renameSync(yaml, `${yaml}-away`)
  run(process.execPath, ['--input-type=module', '--eval', `await import('${manifest.name}')`], folder)
  renameSync(`${yaml}-away`, yaml)
}

const consumerOf = (names) => names.map((name, i) => `export * as entry${i} from '${name}'\n`).join('')

function compile(folder, file, text, options) {
  writeFileSync(join(folder, file), text)
  const compilerOptions = {
    strict: true,
    target: 'es2022',
    lib: ['es2023'],
    types: [],
    module: 'nodenext',
    noEmit: true,
    ...options,
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }))
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], folder)
}

/** With no peer installed; then every entry with its peers, which are the ones that this project tests with. */
function checkTypes(folder) {
  compile(folder, 'consumer.ts', consumerOf(entries.filter(isAlone).map(nameOf)), {})
  for (const peer of new Set(Object.values(wanted).flat())) {
    expect(manifest.peerDependenciesMeta[peer]?.optional, `${peer} is no optional peer dependency`)
    symlinkSync(join(root, 'node_modules', peer), join(folder, 'node_modules', peer), 'junction')
  }
  compile(folder, 'consumer.ts', consumerOf(entries.map(nameOf)), { skipLibCheck: true })
}

/** A test as a user would write it, compiled, and run by vitest on the installed package. */
function checkMatchers(folder) {
  const test = `import { createLab } from 'cnm-sim'
import { from } from 'cnm-sim/testing'
import { checkLaws } from 'cnm-sim/testing/fast-check'
import 'cnm-sim/testing/vitest'
import { expect, test } from 'vitest'
test('the matchers are there', () => {
  const lab = createLab()
  lab.docker('h1', 'run -d --name web nginx')
  expect(from(lab, 'web')).toReach('h1')
  expect(from(lab, 'web')).not.toPublish(80)
  expect(checkLaws({ numRuns: 2 }).failed).toBe(false)
})
`
  compile(folder, 'matchers.test.ts', test, { skipLibCheck: true })
  run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder], folder)
}

function checkBin(folder) {
  for (const [name, file] of Object.entries(manifest.bin)) {
    expect(existsSync(join(folder, 'node_modules/.bin', name)), `the command ${name} was not installed`)
    run(process.execPath, [join(folder, 'node_modules', manifest.name, file), '--help'], folder)
  }
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cnm-package-')))
try {
  const consumer = join(folder, 'consumer')
  install(pack(folder), consumer)
  const count = checkFiles(join(consumer, 'node_modules', manifest.name))
  checkImport(consumer)
  checkCore(consumer)
  checkTypes(consumer)
  checkMatchers(consumer)
  checkBin(consumer)
  console.log(
    `package: ${count} files; ${entries.map(nameOf).join(', ')} can be imported and compiled against; the command starts`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
