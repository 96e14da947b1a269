/**
 * busybox's `wget`, which fetches from the simulated httpd: `/hostname` is the hostname of who answers, other files are not
 * there. Not modelled: downloads into files, HTTPS, redirections.
 */
import { cannotConnect } from './cannotConnect.js'
import { connect } from '../../reach/connect.js'
import { usage } from './usage.js'
import { failure, type Program, type ProgramOutput } from './program.js'

/** A URL in its parts; `http://` may be missing. */
interface Target {
  readonly host: string
  /** As in the URL: undefined for the standard one. */
  readonly port: string | undefined
  readonly path: string
}

/** Messages go to stderr, as of the real one; stdout has the file only with `-O -`. */
export const wgetProgram: Program = (inside, args) => {
  const quiet = args.some((arg) => /^-[a-zA-Z]*q/.test(arg) && !arg.startsWith('-O'))
  const url = args.findLast((arg, at) => !arg.startsWith('-') && !takesValue(args[at - 1]))
  const target = url === undefined ? undefined : targetOf(url)
  const unknown = args.find((arg) => /^--/.test(arg) && !LONG.test(arg))
  if (unknown !== undefined) return usage('wget', `unrecognized option '${unknown}'`)
  if (url === undefined || target === undefined) return usage('wget')
  const port = Number(target.port ?? 80)
  const { address, why, answeredBy } = connect(inside.env, inside.world, inside.sandbox, target.host, port)
  if (address === null) return failure(`wget: bad address '${target.host}'`)
  const shown = target.host + (target.port === undefined ? '' : `:${target.port}`)
  // which address of a name it took is part of what it says
  const at = address.includes(':') ? `[${address}]` : address
  const head = quiet ? '' : `Connecting to ${shown} (${at}:${port})\n`
  const broken = (text: string): ProgramOutput => failure(`${head}wget: ${text}`)
  switch (why) {
    case null:
      break
    case 'refused':
      return broken(`${cannotConnect(address)}: Connection refused`)
    case 'network-unreachable':
      return broken(`${cannotConnect(address)}: Network is unreachable`)
    case 'host-unreachable':
      return broken(`${cannotConnect(address)}: No route to host`)
    case 'reset':
      return broken('error getting response: Connection reset by peer')
    case 'no-such-name':
    case 'timeout':
      return broken('download timed out')
  }
  if (target.path !== '/hostname') return broken('server returned error: HTTP/1.1 404 Not Found')
  if (args.includes('--spider'))
    return { exit: 0, stdout: '', stderr: quiet ? '' : `${head}remote file exists\n` }
  // files are not kept: what does not go to stdout is gone
  const output = outputOf(args)
  return {
    exit: 0,
    stdout: output === '-' || output === '' ? `${answeredBy?.owner ?? ''}\n` : '',
    stderr: head,
  }
}

const LONG =
  /^--(spider|header|post-data|post-file|no-check-certificate|quiet|output-document|timeout|continue)(=|$)/

/** Options of wget that take the next word as their value. */
const takesValue = (word: string | undefined): boolean =>
  word !== undefined && /^-[a-zA-Z]*[OTPoUY]$/.test(word)

function targetOf(url: string): Target | undefined {
  const found = /^(?:http:\/\/)?(?:\[([^\]]+)\]|([^:/]+))(?::(\d+))?(\/.*)?$/.exec(url)
  const host = found?.[1] ?? found?.[2]
  return host === undefined ? undefined : { host, port: found?.[3], path: found?.[4] ?? '/' }
}

/** The word behind -O, apart or together with it; '' without. */
function outputOf(args: readonly string[]): string {
  const at = args.findIndex((arg) => /^-[a-zA-Z]*O/.test(arg))
  const [, joined = ''] = /^-[a-zA-Z]*O(.*)$/.exec(args[at] ?? '') ?? []
  return joined || (args[at + 1] ?? '')
}
