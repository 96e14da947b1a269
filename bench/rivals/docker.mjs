// A real engine as a rival: `docker network create`, then `docker run` for each container, and `docker exec ... ping`. It uses
// whatever engine `docker` talks to, and takes away again what it made. Told as `skipped` where none answers.
import { spawnSync } from 'node:child_process'

const IMAGE = 'alpine'
const docker = (...args) => spawnSync('docker', args, { encoding: 'utf8' })
function must(...args) {
  const { status, stdout, stderr } = docker(...args)
  if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

/** Microseconds a `docker run`, or why not. A few pings are compared: one that is refused takes the engine a second. */
export function engine(small) {
  if (docker('info').status !== 0) return { skipped: 'no Docker engine answers (`docker info` fails)' }
  if (docker('image', 'inspect', IMAGE).status !== 0)
    return { skipped: `the engine has no image ${IMAGE}: \`docker pull ${IMAGE}\`` }
  const prefix = `cnm-bench-${process.pid}`
  const name = (i) => `${prefix}-c${i}`
  try {
    small.bridges.forEach((_, i) => must('network', 'create', `${prefix}-net${i}`))
    const start = performance.now()
    small.containers.forEach(({ bridge }, i) =>
      must('run', '-d', '--name', name(i), '--network', `${prefix}-net${bridge}`, IMAGE, 'sleep', '100000'),
    )
    const build = ((performance.now() - start) * 1000) / small.size
    const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'
    for (const pair of [...small.near.slice(0, 10), ...small.far.slice(0, 5)]) {
      const to = must('inspect', '-f', format, name(small.containers.indexOf(pair.to)))
      const reached = docker('exec', name(pair.asker), 'ping', '-c', '1', '-W', '1', to).status === 0
      if (reached !== small.ask(pair))
        throw new Error(`the engine ${reached ? 'carries' : 'drops'} a ping from c${pair.asker} to ${to}`)
    }
    return { build }
  } finally {
    for (let i = 0; i < small.size; i += 50)
      docker('rm', '-f', ...Array.from({ length: Math.min(50, small.size - i) }, (_, j) => name(i + j)))
    docker('network', 'rm', ...small.bridges.map((_, i) => `${prefix}-net${i}`))
  }
}
