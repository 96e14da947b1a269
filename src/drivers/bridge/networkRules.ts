/**
 * What one bridge network adds to the packet filter of one family (moby v28.5.2
 * libnetwork/drivers/bridge/internal/iptabler/network.go: setupIPTables, setupNonInternalNetworkRules, setINC, setIcc,
 * setupInternalNetworkRules). The order within this list is the engine's order of execution.
 */
import type { Cidr } from '../../addr/cidr.js'
import type { Family } from '../../addr/ip.js'
import { accept, drop, goBack, is, isNot, jump, masquerade } from '../../dataplane/rule.js'
import type { Match, TableName, Target } from '../../dataplane/rule.js'
import type { HostInfo, NetworkInfo, RuleFact } from '../api.js'
import { acceptedOptions, modeOf } from './options.js'

type Purpose =
  | 'masquerade'
  | 'leave-ports-to-the-proxy'
  | 'outgoing'
  | 'same-network'
  | 'icc-off'
  | 'routed-icmp'
  | 'unpublished'
  | 'unprotected'
  | 'established'
  | 'to-published-ports'
  | 'routed'
  | 'isolate-networks'
  | 'internal'

export function networkRules(
  network: NetworkInfo,
  family: Family,
  subnet: Cidr,
  { userlandProxy }: HostInfo,
): readonly RuleFact[] {
  const options = acceptedOptions(network)
  const { device, icc } = options
  const rules: RuleFact[] = []
  const add = (
    insert: boolean,
    table: TableName,
    chain: string,
    match: Match,
    target: Target,
    purpose: Purpose,
  ) =>
    rules.push({
      family,
      at: network.createdAt,
      insert,
      rule: { table, chain, match, target, cause: { purpose, network: network.name } },
    })
  const append = add.bind(null, false)
  const insert = add.bind(null, true)
  const within: Match = { in: is(device), out: is(device) }
  const leaving: Match = { in: is(device), out: isNot(device) }
  const entering: Match = { in: isNot(device), out: is(device) }

  if (network.internal) {
    // IPv6 needs its link-local neighbours: there only what crosses interfaces is dropped
    const six = family === 6
    insert(
      'filter',
      STAGE_1,
      { in: is(device), ...(six && { out: isNot(device) }), dst: isNot(subnet) },
      drop,
      'internal',
    )
    insert(
      'filter',
      STAGE_1,
      { ...(six && { in: isNot(device) }), out: is(device), src: isNot(subnet) },
      drop,
      'internal',
    )
    append('filter', 'DOCKER-FORWARD', within, icc ? accept : drop, icc ? 'same-network' : 'icc-off')
    return rules
  }

  const mode = modeOf(options, family)
  const routed = mode === 'routed'
  if (options.masquerade) {
    const snat = family === 4 ? options.snat4 : options.snat6
    const target: Target = snat === null ? masquerade : { kind: 'snat', to: snat }
    if (!routed) insert('nat', 'POSTROUTING', { src: is(subnet), out: isNot(device) }, target, 'masquerade')
    if (userlandProxy) insert('nat', 'DOCKER', { in: is(device) }, goBack, 'leave-ports-to-the-proxy')
  }
  if (!userlandProxy)
    insert('nat', 'POSTROUTING', { out: is(device), srcLocal: true }, masquerade, 'masquerade')
  if (!icc) append('filter', 'DOCKER-FORWARD', within, drop, 'icc-off')
  if (routed) append('filter', 'DOCKER', { out: is(device), protocol: 'icmp' }, accept, 'routed-icmp')
  append('filter', 'DOCKER-FORWARD', icc ? { in: is(device) } : leaving, accept, 'outgoing')
  const open = mode === 'nat-unprotected'
  append('filter', 'DOCKER', entering, open ? accept : drop, open ? 'unprotected' : 'unpublished')
  append('filter', 'DOCKER-CT', { out: is(device), established: true }, accept, 'established')
  append('filter', 'DOCKER-BRIDGE', { out: is(device) }, jump('DOCKER'), 'to-published-ports')
  if (routed) {
    insert('filter', STAGE_1, { out: is(device) }, goBack, 'routed')
    insert('filter', STAGE_1, { in: is(device), established: true }, accept, 'established')
  }
  append('filter', STAGE_1, leaving, jump(STAGE_2), 'isolate-networks')
  insert('filter', STAGE_2, { out: is(device) }, drop, 'isolate-networks')
  return rules
}

const STAGE_1 = 'DOCKER-ISOLATION-STAGE-1'
const STAGE_2 = 'DOCKER-ISOLATION-STAGE-2'
