/**
 * One line of the scenario language to a step. It knows how many hosts there are, so that a slip is found before anything
 * is played. What `${T}` stands for is only known when the scenario is played, so words that have it are not checked.
 */
import { isRecordType, recordTypes } from '../../dns/query.js'
import { parseCidr } from '../../addr/cidr.js'
import { parseIp } from '../../addr/ip.js'
import { err, ok, type Result } from '../../addr/result.js'
import { words } from '../words.js'
import { nearest } from './nearest.js'
import type { ScenarioStep } from './step.js'

/** What is wrong with a line, in a sentence that also says what would be right. */
export type LineProblem = string
type Parsed = Result<ScenarioStep, LineProblem>

/** The lines that there are, as they are written. */
export const LINES: ReadonlyMap<string, string> = new Map([
  ['ping', 'ping FROM TARGET [6]'],
  ['http', 'http FROM TARGET PORT'],
  ['dns', 'dns FROM NAME [TYPE]'],
  ['state', 'state FROM'],
  ['rules', 'rules HOST [6]'],
  ['matrix', 'matrix [PORT...]'],
  ['link', 'link HOST up|down'],
  ['route', 'route MACHINE SUBNET via ADDRESS'],
  ['sleep', 'sleep SECONDS'],
])

/** A line that is neither empty, a comment nor `hosts N`. `hosts`: how many Docker hosts there are. */
export function parseLine(line: string, hosts: number): Parsed {
  // `h1$ [NAME=]docker WORDS`
  const command = /^(\S+?)\$\s+(?:(\w+)=)?docker(?:\s+(.*))?$/.exec(line)
  if (command) return dockerLine(command[1] ?? '', command[2] ?? null, command[3] ?? '', hosts)
  if (/^\S+\$/.test(line)) return err(`only docker commands can be run on a host: write 'h1$ docker ...'`)
  if (line.startsWith('docker ')) return err(`on which host? Write 'h1$ ${line}'`)
  const [word = '', ...args] = line.split(/\s+/)
  const usage = LINES.get(word)
  if (usage === undefined) return err(unknownWord(word))
  return probeLine(word, args, hosts) ?? err(`'${line}' should read '${usage}'`)
}

function dockerLine(host: string, save: string | null, command: string, hosts: number): Parsed {
  const problem = hostProblem(host, hosts)
  if (problem !== null) return err(problem)
  const split = words(command)
  if (!split.ok)
    return err(`the ${split.error.quote} at column ${split.error.column} of '${command}' is never closed`)
  return ok({ kind: 'docker', host, command, save })
}

/** Undefined when the words do not fit the line's form. */
function probeLine(word: string, args: readonly string[], hosts: number): Parsed | undefined {
  const [first, second, third, fourth] = args
  const count = args.length
  const from = first === undefined ? null : placeProblem(first, hosts)
  switch (word) {
    case 'ping':
      if (first === undefined || second === undefined || count > 3 || (third ?? '6') !== '6') return undefined
      return checked(from, { kind: 'probe', probe: 'ping', from: first, args: args.slice(1) })
    case 'http':
      if (first === undefined || count !== 3 || !isPort(third)) return undefined
      return checked(from, { kind: 'probe', probe: 'http', from: first, args: args.slice(1) })
    case 'dns':
      if (first === undefined || count < 2 || count > 3) return undefined
      return checked(from ?? typeProblem(third), {
        kind: 'probe',
        probe: 'dns',
        from: first,
        args: args.slice(1),
      })
    case 'state':
      if (first === undefined || count !== 1) return undefined
      return checked(from, { kind: 'probe', probe: 'state', from: first, args: [] })
    case 'rules':
      if (first === undefined || count > 2 || (second ?? '6') !== '6') return undefined
      return checked(machineProblem(first, hosts), {
        kind: 'probe',
        probe: 'rules',
        from: first,
        args: args.slice(1),
      })
    case 'matrix':
      return args.every(isPort) ? ok({ kind: 'matrix', ports: args }) : undefined
    case 'link':
      if (first === undefined || (second !== 'up' && second !== 'down') || count !== 2) return undefined
      return checked(machineProblem(first, hosts), { kind: 'link', machine: first, to: second })
    case 'route':
      if (
        first === undefined ||
        second === undefined ||
        third !== 'via' ||
        fourth === undefined ||
        count !== 4
      )
        return undefined
      return checked(machineProblem(first, hosts) ?? routeProblem(second, fourth), {
        kind: 'route',
        machine: first,
        to: second,
        via: fourth,
      })
    default: // sleep
      return first !== undefined && count === 1 && /^\d+(\.\d+)?$/.test(first)
        ? ok({ kind: 'sleep', seconds: Number(first) })
        : undefined
  }
}

const checked = (problem: string | null, step: ScenarioStep): Parsed =>
  problem === null ? ok(step) : err(problem)

/** Has a `${T}` in it, whose text is not known yet. */
const isVariable = (word: string): boolean => /\$\{\w+\}/.test(word)

/** 1 to 65535; 0 is no port to ask for. */
const isPort = (word: string | undefined): boolean =>
  word !== undefined &&
  (isVariable(word) || (/^\d+$/.test(word) && Number(word) >= 1 && Number(word) <= 65_535))

/** FROM: a machine, or a container on a host. */
function placeProblem(place: string, hosts: number): string | null {
  if (isVariable(place)) return null
  const [machine = '', container] = place.split('/')
  if (container === undefined) return machineProblem(machine, hosts)
  if (container === '') return `'${place}' names no container: write it as '${machine}/ctr1'`
  return hostProblem(machine, hosts)
}

const typeProblem = (type = 'A'): string | null =>
  isVariable(type) || isRecordType(type.toUpperCase())
    ? null
    : `'${type}' is no record type: there are ${recordTypes.slice(0, 10).join(', ')} and others`

/** A host, the LAN's router, or the machine without Docker. */
const machineProblem = (machine: string, hosts: number): string | null =>
  machine === 'lan' || machine === 'peer' || isVariable(machine)
    ? null
    : hostProblem(machine, hosts, ', lan and peer')

function hostProblem(host: string, hosts: number, others = ''): string | null {
  const number = Number(/^h([1-9]\d*)$/.exec(host)?.[1] ?? NaN)
  if (number <= hosts) return null
  const known = hosts === 1 ? 'h1' : `h1 to h${hosts}`
  if (Number.isNaN(number))
    return `there is no machine '${host}': there are ${known}${others || ' with Docker'}`
  return `there is no host '${host}': there are ${known}; a line 'hosts ${number}' would make it`
}

/** The two addresses of a route line, in its order. */
const routeProblem = (to: string, via: string): string | null => {
  if (!isVariable(to) && parseCidr(to) === undefined)
    return `'${to}' is no subnet: write it as '172.18.0.0/16'`
  if (!isVariable(via) && parseIp(via) === undefined)
    return `'${via}' is no address: write it as '192.0.2.11'`
  return null
}

function unknownWord(word: string): string {
  const like = nearest(word, [...LINES.keys(), 'hosts'])
  const meant = like === undefined ? '' : `; did you mean '${LINES.get(like) ?? 'hosts N'}'?`
  return `no line begins with '${word}'${meant || `: there are 'h1$ docker ...', ${[...LINES.keys()].join(', ')}`}`
}
