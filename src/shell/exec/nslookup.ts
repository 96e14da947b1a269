/** busybox's `nslookup`: one or two questions to one server, and what it says. /etc/hosts plays no part. */
import { parseIp, type Ip } from '../../addr/ip.js'
import { isRecordType, withoutTrailingDot, type Answer, type RecordType } from '../../dns/query.js'
import { reverseName } from '../../dns/reverse.js'
import { askServer, isEmbedded } from '../../reach/ask.js'
import { resolvConf } from '../../reach/files.js'
import { asSeenWithin } from '../../dns/resolver.js'
import { resolve } from '../../reach/resolve.js'
import { usage } from './usage.js'
import { failure, type Inside, type Program } from './program.js'

/** What -type takes (busybox networking/nslookup.c). */
const QUERY_TYPES = new Set(['SOA', 'NS', 'A', 'AAAA', 'CNAME', 'MX', 'TXT', 'PTR', 'SRV', 'ANY'])

/** Seconds that it waits for an answer. */
const PATIENCE = 5

/**
 * Exit 1 when an answer is an error, and when nobody answers. The server may be named, and is looked up then as any
 * name.
 */
export const nslookupProgram: Program = (inside, args) => {
  const asked = args.flatMap((arg) => /^-(?:type|querytype|q)=(\w*)$/.exec(arg)?.[1] ?? [])
  const types = asked.map((type) => type.toUpperCase())
  const unknown = asked.find((_, at) => !QUERY_TYPES.has(types[at] ?? ''))
  if (unknown !== undefined) return failure(`nslookup: invalid query type "${unknown}"`)
  const [name, serverText] = args.filter((arg) => !arg.startsWith('-'))
  if (name === undefined) return usage('nslookup')
  const { nameservers, search } = resolvConf(inside.world, inside.asker)
  const server =
    serverText === undefined
      ? nameservers[0]
      : resolve(inside.env, inside.world, inside.sandbox, serverText).address
  if (server === undefined) return failure(`nslookup: bad address '${serverText ?? ''}'`)
  const answers = questions(name, types, search).map((query) => answerText(inside, server, query))
  if (answers.some((answer) => answer === undefined))
    return { exit: 1, stdout: ';; connection timed out; no servers could be reached\n\n', stderr: '' }
  const at = server.includes(':') ? `[${server}]:53` : `${server}:53`
  return {
    exit: answers.some((answer) => answer?.startsWith('**')) ? 1 : 0,
    stdout: `Server:\t\t${server}\nAddress:\t${at}\n\n${answers.map((answer) => `${answer ?? ''}\n`).join('')}`,
    stderr: '',
  }
}

interface Question {
  readonly name: string
  readonly type: RecordType
}

/**
 * An address is asked for by its reverse name; a name for its IPv6 and IPv4 addresses. All questions are sent at once, and the
 * real one prints each reply when it comes: which of two is first is chance, here it is always this order.
 */
function questions(name: string, types: readonly string[], search: readonly string[]): readonly Question[] {
  const address = parseIp(name)
  if (address !== undefined) return [{ name: reverseName(address), type: 'PTR' }]
  const asked = types.filter(isRecordType)
  // a name without a dot is never asked for as it stands where there is a search list
  const names =
    name.includes('.') || search.length === 0 ? [name] : search.map((domain) => `${name}.${domain}`)
  return (asked.length > 0 ? asked : (['AAAA', 'A'] as const)).flatMap((type) =>
    names.map((full) => ({ name: full, type })),
  )
}

/** Undefined: nobody answered. */
function answerText(inside: Inside, server: Ip, query: Question): string | undefined {
  const reply = askServer(inside.env, inside.world, inside.asker, server, query, () => undefined)
  const { rcode, answers } = asSeenWithin(reply, PATIENCE)
  if (rcode === 'TIMEOUT') return undefined
  if (rcode !== 'NOERROR') return `** server can't find ${query.name}: ${rcode}\n`
  // a server that was given the names is their authority and says so; Docker's resolver never does
  const own = isEmbedded(inside.asker, server) && !reply.why?.some(({ step }) => step === 'upstream-asked')
  return `${own ? 'Non-authoritative answer:\n' : ''}${answers.map((answer) => answerLine(query.name, answer)).join('')}`
}

function answerLine(name: string, { type, data }: Answer): string {
  if (type === 'A' || type === 'AAAA') return `Name:\t${withoutTrailingDot(name)}\nAddress: ${data}\n`
  return `${name}\t${type === 'PTR' ? 'name' : type.toLowerCase()} = ${withoutTrailingDot(data)}\n`
}
