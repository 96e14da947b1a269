// The laws of clusters, each as what it finds wrong: nothing, where the law holds.
import { addHost } from '../../src/cnm/addHost.js'
import type { Env } from '../../src/cnm/env.js'
import type { Conversation } from '../../src/dataplane/conversation.js'
import type { Ending } from '../../src/dataplane/trace.js'
import type { Lab } from '../../src/shell/lab/lab.js'
import { device } from '../cnm/lab.js'
import { broken, built, carries, hostName, pairs, type Case } from './clusterCases.js'
import { isDeepStrictEqual } from 'node:util'

type Problems = readonly string[]

/** Two containers reach each other on a network exactly when they share it and what is under it carries it. */
export function reachesWhereShared(env: Env, given: Case): Problems {
  const { lab, on } = built(env, given)
  const asked = pairs(given, lab, on)
  broken(given, lab)
  return asked.flatMap(({ from, to, hosts, net, shared, address }) => {
    const { verdict } = lab.ping(from, address)
    const expected = shared && carries(given, net, ...hosts) ? 'reachable' : 'unreachable'
    return verdict === expected ? [] : [`${from} to ${to} on ${net}: ${verdict}`]
  })
}

/** What was not reached ended somewhere, for a reason that somebody signed. */
export function failuresHaveCauses(env: Env, given: Case): Problems {
  const { lab, on } = built(env, given)
  const asked = pairs(given, lab, on)
  broken(given, lab)
  return asked.flatMap(({ from, to, address }) => {
    const { verdict, conversation } = lab.ping(from, address)
    const problem =
      verdict === 'reachable' ? null : conversation === null ? 'nothing was sent' : uncaused(conversation)
    return problem === null ? [] : [`${from} to ${to}: ${problem}`]
  })
}

const uncaused = ({ ending }: Conversation): string | null => unsigned(ending)

function unsigned(ending: Ending): string | null {
  if (ending.kind === 'tunnel-lost') return unsigned(ending.outer)
  if (ending.kind === 'accepted') return 'it was accepted'
  if (ending.kind === 'dropped' && ending.rule?.cause.purpose === '') return 'a rule that nobody signed'
  return ending.at === '' ? 'it ended nowhere' : null
}

/** A machine that nobody asks changes no way. */
export function strangersChangeNoWay(env: Env, given: Case): Problems {
  const { lab, on } = built(env, given)
  broken(given, lab)
  const asked = pairs(given, lab, on)
  const added = addHost(lab.env, lab.world.cnm, {
    id: 'stranger',
    hasEngine: true,
    interfaces: [device('eth0', ['192.0.2.99/24'], 'lan-segment')],
    routes: [],
    forwarding: true,
    nameservers: [],
    zone: null,
  })
  if (!added.ok) throw new Error(added.error.code)
  const beside = lab.at({ ...lab.world, cnm: added.value.world })
  return asked.flatMap(({ from, to, address }) =>
    isDeepStrictEqual(beside.ping(from, address).conversation, lab.ping(from, address).conversation)
      ? []
      : [`${from} to ${to} goes another way`],
  )
}

/** A world with clusters survives JSON. */
export function survivesJson(env: Env, given: Case): Problems {
  const { lab } = built(env, given)
  broken(given, lab)
  return isDeepStrictEqual(JSON.parse(JSON.stringify(lab.world)), lab.world) ? [] : ['it is another one']
}

/** Ports: of the routing mesh, of a service in host mode on `pinned`, of a container on `pinned`. */
export interface Published {
  readonly hosts: number
  readonly replicas: number
  readonly pinned: number
  readonly faults: Case['faults']
}

const MESH = 8080
const HOST_MODE = 8090
const BY_HAND = 8070

/**
 * Published ports from a machine without Docker. The mesh answers on every node, for as many of its tasks as what is under
 * the ingress network carries from there; a port in host mode, and one by hand, answer on their node and on no other.
 */
export function publishedWhereCarried(env: Env, given: Published): Problems {
  const { hosts, replicas, pinned } = given
  const as: Case = {
    hosts,
    nets: [{ encrypted: false, internal: false }],
    ctrs: [],
    moves: [],
    faults: given.faults,
  }
  const { lab } = built(env, as)
  const on = hostName(as, pinned)
  const server = 'alpine httpd -f -p 80'
  lab.docker('h1', `service create -d --name mesh --replicas ${replicas} -p ${MESH}:80 ${server}`)
  lab.docker(
    'h1',
    `service create -d --name near --constraint node.hostname==${on} --publish mode=host,target=80,published=${HOST_MODE} ${server}`,
  )
  lab.docker(on, `run -d --name own -p ${BY_HAND}:80 ${server}`)
  lab.sleep(2)
  const tasks = lab
    .docker('h1', 'service ps --format {{.Node}} mesh')
    .stdout.split('\n')
    .filter((node) => node !== '')
  broken(as, lab)
  return Array.from({ length: hosts }, (_, i) => hostName(as, i)).flatMap((node) => {
    const plugged = !given.faults.some((f) => f.what === 'link' && hostName(as, f.host) === node)
    const meshed = plugged ? tasks.filter((task) => carries(as, 'net0', node, task)).length : 0
    const alone = plugged && node === on ? 1 : 0
    return [
      ...differs(`${node}:${MESH}`, answers(lab, node, MESH, tasks.length), meshed),
      ...differs(`${node}:${HOST_MODE}`, answers(lab, node, HOST_MODE, 1), alone),
      ...differs(`${node}:${BY_HAND}`, answers(lab, node, BY_HAND, 1), alone),
    ]
  })
}

/** How many of so many connections in a row. */
const answers = (lab: Lab, node: string, port: number, tries: number): number =>
  Array.from({ length: tries }, () => lab.http('peer', addressOf(node), port)).filter(
    (r) => r.verdict === 'reachable',
  ).length

/** The laboratory numbers its hosts from 192.0.2.11. */
const addressOf = (node: string): string => `192.0.2.${10 + Number(node.slice(1))}`

const differs = (what: string, found: number, expected: number): Problems =>
  found === expected ? [] : [`${what} answered ${found} times, not ${expected}`]
