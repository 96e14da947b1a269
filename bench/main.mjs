// npm run bench [-- --json] [--n 1000,100000,1000000] [--only sizes|rivals|commands]: what the simulator costs, how that grows,
// and what others cost beside it. Prints; judges nothing. Each size, the rivals and the model runs have a process of their own.
import { spawnSync } from 'node:child_process'
import { cpus, freemem } from 'node:os'
import { TARGETS } from './targets.mjs'

const args = process.argv.slice(2)
const asJson = args.includes('--json')
const given = (flag) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined)
const only = given('--only')
const sizes = (given('--n') ?? '1000,100000,1000000').split(',').map(Number)
if (sizes.some((n) => !Number.isInteger(n) || n < 100)) {
  console.error('--n takes numbers of endpoints, 100 at least, with commas between them')
  process.exit(2)
}

/** What a script prints as JSON. Large worlds need more than Node's usual heap. */
function run(script, ...rest) {
  if (!asJson) process.stderr.write(`${[script, ...rest].join(' ')} ...\n`)
  const file = new URL(script, import.meta.url).pathname
  const heap = Math.max(2000, Math.floor((freemem() / 2 ** 20) * 0.8))
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', `--max-old-space-size=${heap}`, file, ...rest],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (status !== 0) throw new Error(`${script} ended with ${status}`)
  return JSON.parse(stdout)
}

const wanted = (part) => only === undefined || only === part
const results = [
  ...(wanted('sizes') ? sizes.flatMap((n) => run('size.mjs', String(n))) : []),
  ...(wanted('commands') ? run('commands.mjs') : []),
]
const ratios = wanted('rivals') ? run('rivals.mjs') : []

/** Time against the number of endpoints, as the exponent: 0 does not grow, 1 grows in proportion. */
function growth(name) {
  const rows = results.filter((row) => row.name === name && row.value !== null)
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || first.n === last.n) return ''
  return `n^${(Math.log(last.value / first.value) / Math.log(last.n / first.n)).toFixed(2)}`
}

const table = (rows) => {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => String(row[i]).length)))
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i])))
        .join('  ')
        .trimEnd(),
    )
}

if (asJson) {
  const shown = ratios.map(({ name, value, target, skipped }) => ({
    name,
    value,
    target,
    ...(skipped && { skipped }),
  }))
  console.log(JSON.stringify({ results, ratios: shown }))
} else {
  console.log(`${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}\n`)
  const names = [...new Set(results.map(({ name }) => name))]
  const cell = (name, n) => {
    const row = results.find((r) => r.name === name && r.n === n)
    return row ? [row.value ?? 'not measured', row.target ?? ''] : ['', '']
  }
  if (wanted('sizes'))
    table([
      ['', 'unit', ...sizes.flatMap((n) => [`n=${n}`, 'target']), 'growth'],
      ...Object.entries(TARGETS).map(([name, { unit }]) => [
        name,
        unit,
        ...sizes.flatMap((n) => cell(name, n)),
        growth(name),
      ]),
    ])
  if (wanted('commands')) console.log()
  for (const name of names.filter((each) => !(each in TARGETS)))
    for (const { n, value, unit, target } of results.filter((r) => r.name === name))
      console.log(`${name}, n=${n}: ${value} ${unit} (target ${target})`)
  if (ratios.length > 0) console.log()
  if (ratios.length > 0)
    table([
      ['', 'times', 'target', 'theirs, us', 'ours, us'],
      ...ratios
        .filter((r) => !r.skipped)
        .map(({ name, value, target, theirs, ours }) => [name, value, target, theirs, ours]),
    ])
  for (const { name, target, skipped } of ratios)
    if (skipped) console.log(`${name} (target ${target}): skipped, ${skipped}`)
}
