/** busybox's `env`: what the engine puts into every container's environment, and what the user added. */
import { linkEnvironment } from './linkEnvironment.js'
import { hostnameOf } from './hostname.js'
import { success, type Program } from './program.js'

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** In the engine's order (moby container/container_unix.go CreateDaemonEnvironment): path, hostname, links, then the user's own. */
export const envProgram: Program = (inside) => {
  const { env } = inside.container.config
  const standard = [PATH, `HOSTNAME=${hostnameOf(inside)}`, ...linkEnvironment(inside)]
  const lines = [...replaced(replaced(standard, env), inside.addedEnv), 'HOME=/root']
  return success(lines.map((line) => `${line}\n`).join(''))
}

const variable = (entry: string): string => entry.split('=', 1)[0] ?? ''

/** A variable that is there keeps its place; one without `=` takes the variable away (container/env.go ReplaceOrAppendEnvValues). */
function replaced(entries: readonly string[], overrides: readonly string[]): readonly string[] {
  const values = new Map(entries.map((entry) => [variable(entry), entry]))
  for (const entry of overrides)
    if (entry.includes('=')) values.set(variable(entry), entry)
    else values.delete(entry)
  return [...values.values()]
}
