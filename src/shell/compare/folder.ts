/**
 * Folds the texts of one recording: what differs between two runs of the real engine becomes its kind and the number of its
 * first appearance. What the commands themselves say (a MAC, a port, a ULA prefix) is no accident and stays.
 */
import type { Recording } from '../recording/recording.js'
import { Identities } from './identities.js'
import {
  FIVE_DIGITS,
  FULL_ID,
  ID_PREFIX,
  JOIN_TOKEN,
  MAC_ADDRESS,
  SANDBOX_KEY,
  SHORT_ID,
  SWARM_COLUMN,
  SWARM_ID,
  TIMES,
  UNIQUE_LOCAL,
  VETH,
} from './patterns.js'
import { groupsOf, siteOf } from './siteOf.js'

/** One a recording: numbers are given in the order of first appearance, so two runs number alike. */
export class Folder {
  readonly #identities = new Identities()
  readonly #macs: ReadonlySet<string>
  readonly #sites: ReadonlySet<string>
  readonly #ports: ReadonlySet<string>

  constructor(recording: Recording) {
    const said = commandsOf(recording)
    this.#macs = new Set(said.match(MAC_ADDRESS))
    this.#sites = new Set((said.match(UNIQUE_LOCAL) ?? []).flatMap((address) => siteOf(address) ?? []))
    this.#ports = new Set(said.match(/\d{5}/g))
  }

  /** The number of an id, or of what begins with its first 12 digits. */
  knownId(id: string): number | undefined {
    return this.#identities.known('id', id.slice(0, 12))
  }

  /** The order matters: what is replaced first is not looked at again. */
  text(text: string): string {
    const numbers = this.#identities
    return withoutTimes(text.replace(SANDBOX_KEY, '<sandbox>'))
      .replace(JOIN_TOKEN, (token) => `<token ${numbers.number('token', token)}>`)
      .replace(FULL_ID, (id) => this.#id(id))
      .replace(SHORT_ID, (id) => this.#id(id))
      .replace(SWARM_ID, (id) => `<sid ${numbers.number('sid', id.slice(0, 12))}>`)
      .replace(SWARM_COLUMN, (id) => `<sid ${numbers.number('sid', id)} 12>`)
      .replace(ID_PREFIX, (prefix) => {
        const known = numbers.startingWith('id', prefix.slice(0, 12))
        return known === undefined ? prefix : `<id ${known} ${prefix.length}>`
      })
      .replace(VETH, (name) => `<veth ${numbers.number('veth', name)}>`)
      .replace(MAC_ADDRESS, (mac) => (this.#isSaidMac(mac) ? mac : `<mac ${numbers.number('mac', mac)}>`))
      .replace(UNIQUE_LOCAL, (address) => this.#uniqueLocal(address))
      .replace(FIVE_DIGITS, (port) =>
        this.#isSaidPort(port) ? port : `<port ${numbers.number('port', port)}>`,
      )
  }

  #id(id: string): string {
    const number = this.#identities.number('id', id.slice(0, 12))
    return `<id ${number}${id.length === 64 ? '' : ` ${id.length}`}>`
  }

  // 02:42 is followed by the address that the MAC is made of: not random.
  #isSaidMac(mac: string): boolean {
    return this.#macs.has(mac) || mac.startsWith('02:42:')
  }

  // outside of the ephemeral range a port was chosen by somebody
  #isSaidPort(port: string): boolean {
    return Number(port) < 32_768 || Number(port) > 60_999 || this.#ports.has(port)
  }

  // the site is random, subnet and host are not
  #uniqueLocal(address: string): string {
    const groups = groupsOf(address)
    const site = siteOf(address)
    if (groups === undefined || site === undefined || this.#sites.has(site)) return address
    return `<ula ${this.#identities.number('ula', site)}>:${groups.slice(3).join(':')}`
  }
}

/** Times and durations; the columns of a table follow the widths of durations, so blanks behind them do not count. */
function withoutTimes(text: string): string {
  let out = text
  for (const [pattern, by] of TIMES) {
    const folded = out.replace(pattern, by)
    out = folded !== out && by.startsWith('<duration>') ? folded.replace(/ {2,}/g, '  ') : folded
  }
  return out
}

/** Everything that was asked, as one text. */
const commandsOf = (recording: Recording): string =>
  recording.steps
    .map((step) => {
      if ('docker' in step) return step.docker
      if ('link' in step) return step.to
      if ('route' in step) return `${step.to} ${step.via}`
      if ('sleep' in step) return ''
      return step.args.join(' ')
    })
    .join('\n')
