/** The programs that `docker exec` can run, by name. Not modelled: all others, and shells. */
import { catProgram } from './cat.js'
import { envProgram } from './env.js'
import { hostnameProgram } from './hostname.js'
import { ipProgram } from './ip.js'
import { nslookupProgram } from './nslookup.js'
import { pingProgram } from './ping.js'
import type { Program } from './program.js'
import { wgetProgram } from './wget.js'

export const programs: ReadonlyMap<string, Program> = new Map([
  ['ping', pingProgram],
  ['ip', ipProgram],
  ['nslookup', nslookupProgram],
  ['wget', wgetProgram],
  ['cat', catProgram],
  ['hostname', hostnameProgram],
  ['env', envProgram],
  ['ping6', (inside, args) => pingProgram(inside, ['-6', ...args])],
  ['true', () => ({ exit: 0, stdout: '', stderr: '' })],
  ['false', () => ({ exit: 1, stdout: '', stderr: '' })],
  ['echo', (_, args) => ({ exit: 0, stdout: `${args.join(' ')}\n`, stderr: '' })],
])

/** The program of a command: `/bin/ping` is `ping`. */
export const findProgram = (command: string): Program | undefined =>
  programs.get(command.replace(/^(\/usr)?\/s?bin\//, ''))
