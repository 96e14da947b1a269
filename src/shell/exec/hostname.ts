/** busybox's `hostname`, which shows the name, or what /etc/hosts makes of it. */
import { resolve } from '../../reach/resolve.js'
import { parseHostsFile } from '../../dns/hostsFile.js'
import { hostsText } from '../../reach/files.js'
import { getopt } from './options.js'
import { usage } from './usage.js'
import { failure, success, type Inside, type Program } from './program.js'

/** With the domain, where it was given one: `web2.example.org`. */
export const hostnameOf = ({ asker }: Inside): string => {
  const { sandbox, host } = asker
  return sandbox === null ? host.id : sandbox.hostname
}

/**
 * -s: the first label; -i: the address; -f and -d: what /etc/hosts makes of it. Setting a name is refused, as
 * without a capability.
 */
export const hostnameProgram: Program = (inside, args) => {
  const { given, operands, problem } = getopt(args, 'fsdi', 'F')
  if (problem !== undefined) return usage('hostname', problem)
  if (operands.length > 0) return failure('hostname: sethostname: Operation not permitted')
  const name = hostnameOf(inside)
  const [label = ''] = name.split('.')
  if (given.has('s')) return success(`${label}\n`)
  if (given.has('i')) {
    const { address } = resolve(inside.env, inside.world, inside.sandbox, name)
    return address === undefined ? failure(`hostname: ${name}: Unknown host`) : success(`${address}\n`)
  }
  const full = fullName(inside, name)
  if (given.has('f')) return success(`${full}\n`)
  if (given.has('d')) return success(full.includes('.') ? `${full.slice(full.indexOf('.') + 1)}\n` : '')
  return success(`${name}\n`)
}

/** The first name of the line of /etc/hosts that has the hostname (getaddrinfo's canonical name). */
function fullName({ world, asker }: Inside, name: string): string {
  const line = parseHostsFile(hostsText(world, asker)).find(({ names }) => names.includes(name))
  return line?.names[0] ?? name
}
