// Clusters to hold laws against: random hosts, networks, containers, moves, and faults of the network under them.
import fc from 'fast-check'
import type { Env } from '../../src/cnm/env.js'
import type { Lab } from '../../src/shell/lab/lab.js'
import { labOn } from '../../src/testing/script/script.js'

interface Net {
  readonly encrypted: boolean
  readonly internal: boolean
}
interface Ctr {
  readonly host: number
  readonly on: readonly number[]
}
interface Fault {
  readonly host: number
  readonly what: 'link' | 'vxlan' | 'esp' | 'gossip'
}
export interface Case {
  readonly hosts: number
  readonly nets: readonly Net[]
  readonly ctrs: readonly Ctr[]
  /** Connect or disconnect a container and a network; what cannot be done is refused. */
  readonly moves: readonly { readonly ctr: number; readonly net: number; readonly on: boolean }[]
  readonly faults: readonly Fault[]
}

const small = fc.nat({ max: 7 })
/** Random hosts, networks, containers and moves, and faults of what is under them. */
export const cases: fc.Arbitrary<Case> = fc.record({
  hosts: fc.integer({ min: 1, max: 5 }),
  nets: fc.array(fc.record({ encrypted: fc.boolean(), internal: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  }),
  ctrs: fc.array(fc.record({ host: small, on: fc.array(small, { minLength: 1, maxLength: 2 }) }), {
    minLength: 2,
    maxLength: 5,
  }),
  moves: fc.array(fc.record({ ctr: small, net: small, on: fc.boolean() }), { maxLength: 5 }),
  faults: fc.array(fc.record({ host: small, what: fc.constantFrom('link', 'vxlan', 'esp', 'gossip') }), {
    maxLength: 3,
  }),
})

export const hostName = ({ hosts }: Case, host: number): string => `h${(host % hosts) + 1}`
const netName = ({ nets }: Case, net: number): string => `net${net % nets.length}`

/** The laboratory as the case says, healthy; networks by container name. Throws when an engine refuses what it should not. */
export function built(
  env: Env,
  given: Case,
): { readonly lab: Lab; readonly on: ReadonlyMap<string, ReadonlySet<string>> } {
  const lab = labOn(env, given.hosts)
  const on = new Map<string, Set<string>>()
  const run = (host: string, line: string): string => {
    const { exit, stdout, stderr } = lab.docker(host, line)
    if (exit !== 0) throw new Error(`${line}: ${stderr}`)
    return stdout.trim()
  }
  run('h1', 'swarm init')
  const token = run('h1', 'swarm join-token -q worker')
  for (let i = 2; i <= given.hosts; i++) run(`h${i}`, `swarm join --token ${token} 192.0.2.11`)
  given.nets.forEach(({ encrypted, internal }, i) =>
    run(
      'h1',
      `network create -d overlay --attachable ${encrypted ? '--opt encrypted' : ''} ${internal ? '--internal' : ''} net${i}`,
    ),
  )
  const move = (host: string, name: string, net: string, joins: boolean): void => {
    const mine = on.get(name) ?? new Set()
    on.set(name, mine)
    if (joins === mine.has(net)) return
    const line = `network ${joins ? 'connect' : 'disconnect'} ${net} ${name}`
    const { exit, stderr } = lab.docker(host, line)
    // the network that it was started on has left the host with it (recording overlay-mode-gone)
    if (joins && stderr.includes('could not find a network matching network mode')) return
    if (exit !== 0) throw new Error(`${line}: ${stderr}`)
    if (joins) mine.add(net)
    else mine.delete(net)
  }
  given.ctrs.forEach(({ host, on: nets }, i) => {
    const [first = 0, ...more] = nets
    run(hostName(given, host), `run -dit --name c${i} --network ${netName(given, first)} alpine ash`)
    on.set(`c${i}`, new Set([netName(given, first)]))
    for (const net of more) move(hostName(given, host), `c${i}`, netName(given, net), true)
  })
  for (const { ctr, net, on: joins } of given.moves) {
    const i = ctr % given.ctrs.length
    move(hostName(given, given.ctrs[i]?.host ?? 0), `c${i}`, netName(given, net), joins)
  }
  return { lab, on }
}

const BLOCKS = {
  vxlan: { protocol: 'udp', port: 4789 },
  esp: { protocol: 'esp', port: null },
  gossip: { protocol: 'udp', port: 7946 },
} as const

/** The faults happen. */
export function broken(given: Case, lab: Lab): void {
  const blocked = new Map<string, (typeof BLOCKS)[keyof typeof BLOCKS][]>()
  for (const { host, what } of given.faults) {
    const name = hostName(given, host)
    if (what === 'link') lab.link(name, false)
    else blocked.set(name, [...(blocked.get(name) ?? []), BLOCKS[what]])
  }
  for (const [name, list] of blocked) lab.firewall(name, list)
}

/** Does the underlay carry what the network needs, between these hosts? */
export function carries(given: Case, net: string, a: string, b: string): boolean {
  if (a === b) return true
  const encrypted = given.nets[Number(net.slice(3))]?.encrypted === true
  return !given.faults.some(
    ({ host, what }) =>
      [a, b].includes(hostName(given, host)) &&
      (what === 'link' || what === 'vxlan' || (what === 'esp' && encrypted)),
  )
}

const addressOn = (lab: Lab, host: string, name: string, net: string): string =>
  lab.docker(host, `inspect -f {{.NetworkSettings.Networks.${net}.IPAddress}} ${name}`).stdout.trim()

export interface Pair {
  readonly from: string
  readonly to: string
  readonly hosts: readonly [string, string]
  readonly net: string
  readonly shared: boolean
  readonly address: string
}

/** Every container asked by every other, at its address on each of its networks. */
export function pairs(given: Case, lab: Lab, on: ReadonlyMap<string, ReadonlySet<string>>): readonly Pair[] {
  const all = given.ctrs.map(({ host }, i) => ({ name: `c${i}`, host: hostName(given, host) }))
  return all.flatMap((a) =>
    all
      .filter((b) => b !== a)
      .flatMap((b) =>
        [...(on.get(b.name) ?? [])].map((net) => ({
          from: `${a.host}/${a.name}`,
          to: b.name,
          hosts: [a.host, b.host] as const,
          net,
          shared: on.get(a.name)?.has(net) === true,
          address: addressOn(lab, b.host, b.name, net),
        })),
      ),
  )
}
