/** busybox's `ip`: what it shows of addresses, links and routes. Not modelled: neighbours, rules, and changing anything. */
import { parseIp, type Family, type Ip } from '../../addr/ip.js'
import { isLocal, routeTo, sourceFor } from '../../dataplane/routing.js'
import { ipAddr, ipLink, type Selection } from '../../reach/print/link.js'
import { localRoutes } from '../../reach/print/localRoutes.js'
import { ipRoute } from '../../reach/print/route.js'
import { usage } from './usage.js'
import { failure, success, type Inside, type Program, type ProgramOutput } from './program.js'

/** The options before the object. */
interface Chosen {
  readonly family: Family | undefined
  readonly oneLine: boolean
}

/** Objects and verbs may be cut short; what would change anything is refused as the kernel refuses it (exit 2). */
export const ipProgram: Program = (inside, args) => {
  const flags = args.slice(
    0,
    args.findIndex((arg) => !arg.startsWith('-')),
  )
  const [object = '', ...rest] = args.slice(flags.length)
  if (flags.some((flag) => !/^-(4|6|0|o|oneline|f|family)$/.test(flag))) return usage('ip')
  const chosen: Chosen = {
    family: flags.includes('-6') ? 6 : flags.includes('-4') ? 4 : undefined,
    oneLine: flags.includes('-o') || flags.includes('-oneline'),
  }
  if (isShort(object, 'address')) return show(inside, chosen, rest, ipAddr)
  if (isShort(object, 'link')) return show(inside, chosen, rest, ipLink)
  if (isShort(object, 'route')) return route(inside, chosen, rest)
  if (isShort(object, 'neighbour')) return changes(rest) ? REFUSED : success('') // it is always empty here
  if (isShort(object, 'rule') && !changes(rest)) return success(RULES)
  if (isShort(object, 'tunnel')) return changes(rest) ? REFUSED : success('')
  return changes(rest) ? REFUSED : usage('ip')
}

/** What containers may not do without the capability NET_ADMIN. */
const REFUSED: ProgramOutput = failure('ip: RTNETLINK answers: Operation not permitted', 2)

/** The rules of every namespace: one table after the other. */
const RULES = '0:\tfrom all lookup local \n32766:\tfrom all lookup main \n32767:\tfrom all lookup default \n'

const CHANGING = ['add', 'append', 'change', 'delete', 'flush', 'replace']
const changes = ([verb = '']: readonly string[]): boolean =>
  verb.length > 1 && CHANGING.some((word) => isShort(verb, word))

/** Words may be cut short: `ip a`, `ip addr`. */
const isShort = (word: string, whole: string): boolean => word !== '' && whole.startsWith(word)

const notModelled = (words: readonly string[]): ProgramOutput =>
  failure(`ip: '${words.join(' ')}' is not modelled: only show and get are`)

function show(
  { plane, namespace }: Inside,
  { family, oneLine }: Chosen,
  words: readonly string[],
  print: typeof ipAddr,
): ProgramOutput {
  const [verb, ...rest] = words
  if (changes(words)) return REFUSED
  if (verb === 'set') return failure('ip: SIOCSIFFLAGS: Operation not permitted', 2)
  const isVerb = verb !== undefined && (isShort(verb, 'show') || isShort(verb, 'list'))
  if (verb !== undefined && !isVerb && verb !== 'dev')
    return failure(`ip: invalid argument '${verb}' to 'ip'`)
  // `show dev eth0`, `show eth0` and `eth0` mean the same
  const device = (isVerb ? rest : words).find((word) => word !== 'dev')
  const selection: Selection = {
    ...(family === undefined ? {} : { family }),
    ...(device === undefined ? {} : { device }),
    oneLine,
  }
  const text = print(plane, namespace, selection)
  return text.ok ? success(text.value) : { exit: 1, stdout: '', stderr: text.error }
}

function route(inside: Inside, { family = 4 }: Chosen, words: readonly string[]): ProgramOutput {
  const [verb = 'show', target = ''] = words
  if (changes(words)) return REFUSED
  if (isShort(verb, 'show') || isShort(verb, 'list'))
    return success(
      family === 4 && words.includes('local')
        ? localRoutes(inside.namespace)
        : ipRoute(inside.namespace, family),
    )
  const to = parseIp(target)
  if (verb !== 'get' || to === undefined) return notModelled(words)
  const line = routeGet(inside, to)
  return line === undefined
    ? failure('ip: RTNETLINK answers: Network is unreachable', 2)
    : success(`${line}\n    cache \n`)
}

/** What the kernel would do with a packet to there. */
function routeGet({ namespace }: Inside, to: Ip): string | undefined {
  if (isLocal(namespace, to)) return `local ${to} dev lo  src ${to} `
  const found = routeTo(namespace, to)
  const src = found && sourceFor(namespace, found)
  if (!found || src === undefined) return undefined
  return `${to} ${found.via === null ? '' : `via ${found.via} `}dev ${found.device}  src ${src} `
}
