/** busybox's `env`: what the engine puts into every container's environment, and what the user added. */
import { linkEnvironment } from './linkEnvironment.js'
import { hostnameOf } from './hostname.js'
import { success, type Program } from './program.js'

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** In the engine's order (moby daemon/oci_linux.go, container/env.go): path, hostname, links, then the user's own. */
export const envProgram: Program = (inside) => {
  const { config } = inside.container
  const lines = [
    PATH,
    `HOSTNAME=${hostnameOf(inside)}`,
    ...linkEnvironment(inside),
    ...[...config.env, ...inside.addedEnv].filter((entry) => entry.includes('=')),
    'HOME=/root',
  ]
  return success(lines.map((line) => `${line}\n`).join(''))
}
