/**
 * The chains that the engine makes when it starts, before there is any network, and how they hang together
 * (moby v28.5.2 libnetwork/drivers/bridge/internal/iptabler/iptabler.go, setupIPChains). The policy of FORWARD is DROP, since the
 * engine switched forwarding on itself.
 */
import { parseCidr } from '../../addr/cidr.js'
import type { Family } from '../../addr/ip.js'
import { isNot, jump } from '../../dataplane/rule.js'
import type { Match, TableName, Target } from '../../dataplane/rule.js'
import type { ChainFact, HostInfo, RuleFact } from '../api.js'

const BUILT_IN: readonly (readonly [TableName, string, 'accept' | 'drop'])[] = [
  ['raw', 'PREROUTING', 'accept'],
  ['raw', 'OUTPUT', 'accept'],
  ['filter', 'INPUT', 'accept'],
  ['filter', 'FORWARD', 'drop'],
  ['filter', 'OUTPUT', 'accept'],
  ['nat', 'PREROUTING', 'accept'],
  ['nat', 'INPUT', 'accept'],
  ['nat', 'OUTPUT', 'accept'],
  ['nat', 'POSTROUTING', 'accept'],
]

const DOCKER: readonly (readonly [TableName, string])[] = [
  ['filter', 'DOCKER'],
  ['filter', 'DOCKER-BRIDGE'],
  ['filter', 'DOCKER-CT'],
  ['filter', 'DOCKER-FORWARD'],
  ['filter', 'DOCKER-ISOLATION-STAGE-1'],
  ['filter', 'DOCKER-ISOLATION-STAGE-2'],
  ['filter', 'DOCKER-USER'],
  ['nat', 'DOCKER'],
]

export const baseChains = (family: Family): readonly ChainFact[] => [
  ...BUILT_IN.map(([table, name, policy]) => ({ family, table, name, policy })),
  ...DOCKER.map(([table, name]) => ({ family, table, name, policy: null })),
]

const LOOPBACK = { 4: parseCidr('127.0.0.0/8'), 6: parseCidr('::1/128') }

/** Before every network: the time of the first one is 1 or later. */
const AT_START = 0

export function baseRules(family: Family, { userlandProxy }: HostInfo): readonly RuleFact[] {
  const rule = (table: TableName, chain: string, match: Match, target: Target): RuleFact => ({
    family,
    at: AT_START,
    insert: false,
    rule: { table, chain, match, target, cause: { purpose: 'engine-chains' } },
  })
  const loopback = LOOPBACK[family]
  // docker-proxy serves the host's own loopback address; without it, those packets are translated too
  const notLoopback: Match = userlandProxy && loopback !== undefined ? { dst: isNot(loopback) } : {}
  return [
    rule('filter', 'FORWARD', {}, jump('DOCKER-USER')),
    rule('filter', 'FORWARD', {}, jump('DOCKER-FORWARD')),
    rule('filter', 'DOCKER-FORWARD', {}, jump('DOCKER-CT')),
    rule('filter', 'DOCKER-FORWARD', {}, jump('DOCKER-ISOLATION-STAGE-1')),
    rule('filter', 'DOCKER-FORWARD', {}, jump('DOCKER-BRIDGE')),
    rule('nat', 'PREROUTING', { dstLocal: true }, jump('DOCKER')),
    rule('nat', 'OUTPUT', { ...notLoopback, dstLocal: true }, jump('DOCKER')),
  ]
}
