/** The programs that `docker exec` can run, by name; all others of busybox's say that they are not modelled. */
import { isBusyboxProgram } from '../../engine/busyboxPrograms.js'
import { catProgram } from './cat.js'
import { envProgram } from './env.js'
import { ifconfigProgram } from './ifconfig.js'
import { hostnameProgram } from './hostname.js'
import { ipProgram } from './ip.js'
import { ncProgram } from './nc.js'
import { netstatProgram } from './netstat.js'
import { nslookupProgram } from './nslookup.js'
import { pingProgram } from './ping.js'
import { failure, success, type Program } from './program.js'
import { routeProgram } from './routeProgram.js'
import { shellProgram } from './shell.js'
import { dnsdomainnameProgram, idProgram, pwdProgram, unameProgram } from './small.js'
import { grepProgram, headProgram, tailProgram, wcProgram } from './textTools.js'
import { tracerouteProgram } from './traceroute.js'
import { wgetProgram } from './wget.js'

/** By name. Each is a file here, but for those of one line. */
export const programs: ReadonlyMap<string, Program> = new Map([
  ['ping', pingProgram],
  ['ip', ipProgram],
  ['nslookup', nslookupProgram],
  ['wget', wgetProgram],
  ['cat', catProgram],
  ['hostname', hostnameProgram],
  ['env', envProgram],
  ['ping6', (inside, args) => pingProgram(inside, ['-6', ...args])],
  ['route', routeProgram],
  ['ifconfig', ifconfigProgram],
  ['netstat', netstatProgram],
  ['traceroute', tracerouteProgram],
  ['nc', ncProgram],
  ['grep', grepProgram],
  ['head', headProgram],
  ['tail', tailProgram],
  ['wc', wcProgram],
  ['id', idProgram],
  ['uname', unameProgram],
  ['pwd', pwdProgram],
  ['dnsdomainname', dnsdomainnameProgram],
  ['whoami', () => success('root\n')],
  // who is where is asked anew by every packet here, so the neighbour cache is always empty
  [
    'arp',
    (_, args) =>
      args.some((arg) => /^-[a-zA-Z]*[ds]/.test(arg))
        ? failure('arp: SIOCDARP(priv): Operation not permitted')
        : success(''),
  ],
  ['sleep', () => success('')],
  ['true', () => ({ exit: 0, stdout: '', stderr: '' })],
  ['false', () => ({ exit: 1, stdout: '', stderr: '' })],
  ['echo', (_, args) => ({ exit: 0, stdout: `${args.join(' ')}\n`, stderr: '' })],
])

/** `/usr/bin/ping` is `ping`; another directory is part of the name, and then nothing is found. */
const baseName = (command: string): string => command.replace(/^(\/usr)?\/s?bin\//, '')

const SHELLS = new Set(['sh', 'ash', 'bash'])

/** The program of a command: `/bin/ping` is `ping`. Undefined: images of busybox have none of that name. */
export function findProgram(command: string): Program | undefined {
  const name = baseName(command)
  if (SHELLS.has(name)) return shell
  const known = programs.get(name)
  if (known !== undefined || !isBusyboxProgram(name) || name.includes('/')) return known
  const names = [...programs.keys()].toSorted().join(', ')
  return () => failure(`cnm-sim: ${name} is not modelled. What is: ${names}, and sh -c with one of them`)
}

/** Is it one of those that are run here? */
export const isModelled = (command: string): boolean => programs.has(baseName(command)) || isShell(command)

/** ash is sh, and bash is taken for it, too. */
export const isShell = (command: string): boolean => SHELLS.has(baseName(command))

const shell = shellProgram((inside, [command = '', ...args]) => {
  const program = findProgram(command)
  return program ? program(inside, args) : failure(`sh: ${command}: not found`, 127)
})
