// Checks the arrows of src against .dependency-cruiser.cjs.
//   node tools/check-arch.mjs              checks src
//   node tools/check-arch.mjs --self-test  plants bad files in a temporary copy of src; each must be reported
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cruiser = cruiserCommand()

function cruiserCommand() {
  const require = createRequire(import.meta.url)
  const manifest = join(root, 'node_modules/dependency-cruiser/package.json')
  return join(dirname(manifest), require(manifest).bin.depcruise)
}

/** Everything dependency-cruiser found below `folder`, which holds a src and the project's settings. */
function cruise(folder) {
  const args = [cruiser, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.error) throw run.error
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser failed:\n${run.stderr}${run.stdout}`)
  const { modules, summary } = JSON.parse(run.stdout)
  const files = modules.filter((module) => module.source.startsWith('src/'))
  // A cruiser that cannot read TypeScript finds no file at all and complains about nothing.
  if (files.length === 0) throw new Error('dependency-cruiser found no file in src')
  return { files: files.length, violations: summary.violations.map(readable) }
}

function readable({ rule, from, to, comment, cycle }) {
  const path = cycle
    ? [from, ...cycle.map((step) => step.name)].join(' -> ')
    : from === to
      ? from
      : `${from} -> ${to}`
  return { rule: rule.name, from, text: `${rule.name}: ${path}${comment ? `\n    ${comment}` : ''}` }
}

// One bad import, or one bad file, for each rule: [rule that must report it, files to plant].
const other = 'export const other = 1\n'
const imports = (specifier) => `import { other } from '${specifier}'\nexport const bad = other\n`
const plants = [
  ['no-circular', { 'addr/zz-a.ts': imports('./zz-b.js'), 'addr/zz-b.ts': imports('./zz-a.js') }],
  [
    'no-circular',
    {
      'addr/zz-a.ts': `import type { B } from './zz-b.js'\nexport type A = B | 1\n`,
      'addr/zz-b.ts': `import type { A } from './zz-a.js'\nexport type B = A | 2\n`,
    },
  ],
  ['arrow-addr', { 'addr/zz-a.ts': imports('../cnm/zz-b.js'), 'cnm/zz-b.ts': other }],
  [
    'arrow-addr',
    {
      'addr/zz-a.ts': `import type { B } from '../cnm/zz-b.js'\nexport type A = B\n`,
      'cnm/zz-b.ts': 'export type B = 1\n',
    },
  ],
  ['arrow-dataplane', { 'dataplane/zz-a.ts': imports('../ipam/zz-b.js'), 'ipam/zz-b.ts': other }],
  ['arrow-driverApi', { 'drivers/api.ts': imports('../cnm/zz-b.js'), 'cnm/zz-b.ts': other }],
  [
    'arrow-drivers',
    { 'drivers/zz-one/zz-a.ts': imports('../zz-two/zz-b.js'), 'drivers/zz-two/zz-b.ts': other },
  ],
  ['arrow-drivers', { 'drivers/zz-one/zz-a.ts': imports('../../cnm/zz-b.js'), 'cnm/zz-b.ts': other }],
  ['arrow-ipam', { 'ipam/zz-a.ts': imports('../dataplane/zz-b.js'), 'dataplane/zz-b.ts': other }],
  ['arrow-dns', { 'dns/zz-a.ts': imports('../ipam/zz-b.js'), 'ipam/zz-b.ts': other }],
  ['arrow-cnm', { 'cnm/zz-a.ts': imports('../drivers/zz-one/zz-b.js'), 'drivers/zz-one/zz-b.ts': other }],
  ['arrow-engine', { 'engine/zz-a.ts': imports('../reach/zz-b.js'), 'reach/zz-b.ts': other }],
  ['arrow-reach', { 'reach/zz-a.ts': imports('../ipam/zz-b.js'), 'ipam/zz-b.ts': other }],
  ['arrow-shell', { 'shell/zz-a.ts': imports('../draw/zz-b.js'), 'draw/zz-b.ts': other }],
  ['arrow-shell', { 'shell/zz-a.ts': imports('../standard.js'), 'standard.ts': other }],
  ['arrow-lab', { 'shell/lab-zz.ts': imports('../index.js'), 'index.ts': other }],
  ['arrow-draw', { 'draw/zz-a.ts': imports('../standard.js'), 'standard.ts': other }],
  ['arrow-testing', { 'testing/zz-a.ts': imports('../cli/zz-b.js'), 'cli/zz-b.ts': other }],
  ['arrow-compose', { 'compose/zz-a.ts': imports('../draw/zz-b.js'), 'draw/zz-b.ts': other }],
  ['arrow-standard', { 'standard.ts': imports('./cli/zz-b.js'), 'cli/zz-b.ts': other }],
  ['arrow-index', { 'index.ts': imports('./drivers/zz-one/zz-b.js'), 'drivers/zz-one/zz-b.ts': other }],
  ['arrow-cli', { 'cli/zz-a.ts': imports('../drivers/zz-one/zz-b.js'), 'drivers/zz-one/zz-b.ts': other }],
  ['no-unknown-part', { 'zz-part/zz-a.ts': imports('../addr/zz-b.js'), 'addr/zz-b.ts': other }],
  ['no-unknown-part', { 'zz-alone.ts': other }],
  ['no-unknown-part', { 'cli/zz-a.ts': imports('../zz-part/zz-b.js'), 'zz-part/zz-b.ts': other }],
  ['no-barrel', { 'addr/index.ts': `export * from './zz-b.js'\n`, 'addr/zz-b.ts': other }],
  [
    'no-node',
    { 'engine/zz-a.ts': `import { readFileSync } from 'node:fs'\nexport const bad = readFileSync\n` },
  ],
  ['ip-num-in-addr', { 'cnm/zz-a.ts': `import { IPv4 } from 'ip-num'\nexport const bad = IPv4\n` }],
  [
    'immer-in-cnm-and-engine',
    { 'reach/zz-a.ts': `import { Immer } from 'immer'\nexport const bad = Immer\n` },
  ],
  ['no-other-package', { 'addr/zz-a.ts': `import fc from 'fast-check'\nexport const bad = fc\n` }],
  ['no-other-package', { 'testing/zz-a.ts': `import ts from 'typescript'\nexport const bad = ts\n` }],
  ['no-other-package', { 'compose/zz-a.ts': `import ts from 'typescript'\nexport const bad = ts\n` }],
  ['no-dev-package', { 'cli/zz-a.ts': `import fc from 'fast-check'\nexport const bad = fc\n` }],
  ['no-unresolvable', { 'addr/zz-a.ts': imports('./zz-nowhere.js') }],
]

// What must NOT be reported: the arrows that exist.
const allowed = {
  'addr/zz-ok.ts': `import { IPv4 } from 'ip-num'\nexport const ok = IPv4\n`,
  'drivers/zz-one/zz-ok.ts': imports('./zz-own.js'),
  'drivers/zz-one/zz-own.ts': `export { ok as other } from '../../addr/zz-ok.js'\n`,
  'cnm/zz-ok.ts': `import { Immer } from 'immer'\nexport { ok as other } from '../addr/zz-ok.js'\nexport { Immer }\n`,
  'engine/zz-ok.ts': `export { other } from '../cnm/zz-ok.js'\n`,
  'shell/lab-zz-ok.ts': `export { other } from '../engine/zz-ok.js'\n`,
  'testing/zz-ok.ts': `import fc from 'fast-check'\nexport { other } from '../shell/lab-zz-ok.js'\nexport { fc }\n`,
  'cli/zz-ok.ts': `import { readFileSync } from 'node:fs'\nexport const ok = readFileSync\n`,
}

/** Lays out a copy of the project's src plus `planted` below `folder`, and cruises it. */
function cruiseCopy(folder, planted) {
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(join(root, file), join(folder, file))
  if (!existsSync(join(folder, 'node_modules')))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const src = join(folder, 'src')
  rmSync(src, { recursive: true, force: true })
  mkdirSync(src)
  if (existsSync(join(root, 'src'))) cpSync(join(root, 'src'), src, { recursive: true })
  for (const [file, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(src, file)), { recursive: true })
    writeFileSync(join(src, file), text)
  }
  return cruise(folder).violations
}

function selfTest() {
  const folder = mkdtempSync(join(tmpdir(), 'cnm-arch-'))
  const failures = []
  try {
    const wronged = cruiseCopy(folder, allowed).filter(({ from }) =>
      Object.hasOwn(allowed, from.slice('src/'.length)),
    )
    failures.push(...wronged.map(({ text }) => `reported, but allowed: ${text}`))
    for (const [rule, planted] of plants) {
      const names = Object.keys(planted).map((file) => `src/${file}`)
      const hit = cruiseCopy(folder, planted).some(
        (found) => found.rule === rule && names.includes(found.from),
      )
      if (!hit) failures.push(`not reported: ${rule} in ${names.join(', ')}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return failures
}

if (process.argv.includes('--self-test')) {
  const failures = selfTest()
  for (const failure of failures) console.error(failure)
  if (failures.length > 0) process.exit(1)
  console.log(
    `arch self-test: all ${plants.length} planted mistakes were reported, and no allowed import was`,
  )
} else {
  const { files, violations } = cruise(root)
  for (const { text } of violations) console.error(text)
  if (violations.length > 0) {
    console.error(`arch: ${violations.length} violation(s) in ${files} files`)
    process.exit(1)
  }
  console.log(`arch: ${files} files, no violation`)
}
