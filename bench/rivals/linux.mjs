// Linux as a rival: network namespaces made with `ip -batch`, raw ICMP echoes, and Mininet; all inside `unshare -n -m`, so that
// nothing is left behind. Needs root. What cannot run here is told as `skipped`.
import { spawnSync } from 'node:child_process'
import { sameVerdicts } from './small.mjs'

const ROUNDS = 3
const path = (name) => new URL(name, import.meta.url).pathname
const inside = (command, input) =>
  spawnSync('unshare', ['-n', '-m', '--propagation', 'private', ...command], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  })
const can = (command) => spawnSync(command[0], command.slice(1), { stdio: 'ignore' }).status === 0

function told({ status, stdout, stderr, error }, what) {
  if (status !== 0) throw new Error(`${what}: ${error?.message ?? stderr}`)
  return JSON.parse(stdout)
}

/** A python3 that has the module; the system's own comes after the user's. */
const pythonWith = (module) =>
  ['python3', '/usr/bin/python3'].find((python) => can([python, '-c', `import ${module}`]))

const askedOf = ({ pairs }) => pairs.map(({ asker, to }) => [asker, to.to])

/** Microseconds a container, a warm echo, and a refused ping; or why not. */
export function namespaces(small) {
  if (!can(['unshare', '-n', '-m', 'true']))
    return { skipped: 'no network namespaces may be made here (`unshare -n -m` fails)' }
  if (!can(['ip', '-V'])) return { skipped: 'iproute2 (`ip`) is not installed' }
  const python = pythonWith('ctypes')
  const { bridges, containers } = small
  let build = Infinity
  let asked
  for (let round = 1; round <= ROUNDS; round++) {
    const pairs = python !== undefined && round === ROUNDS ? askedOf(small) : []
    asked = told(
      inside(['node', path('namespaces.mjs')], { bridges, containers, pairs, python }),
      'namespaces',
    )
    build = Math.min(build, asked.build)
  }
  const built = { build: (build * 1000) / small.size }
  if (python === undefined)
    return { ...built, unasked: 'python3 is not installed, and Node has no raw sockets' }
  sameVerdicts('namespaces', small, asked.verdicts)
  return { ...built, near: asked.echo * 1e6, far: asked.refused * 1e6 }
}

/** Microseconds a host, or why not. */
export function mininet(small) {
  if (!can(['unshare', '-n', '-m', 'true']))
    return { skipped: 'no network namespaces may be made here (`unshare -n -m` fails)' }
  const python = pythonWith('mininet.net')
  if (python === undefined) return { skipped: 'Mininet is not installed (python3 has no module `mininet`)' }
  const containers = small.containers.map(({ bridge, address }) => [bridge, address])
  let build = Infinity
  for (let round = 1; round <= ROUNDS; round++) {
    const input = { do: 'mininet', bridges: small.bridges.length, containers, pairs: askedOf(small) }
    const done = told(inside([python, path('kernel.py')], input), 'Mininet')
    sameVerdicts('Mininet', small, done.verdicts)
    build = Math.min(build, done.build)
  }
  return { build: (build * 1e6) / small.size }
}
