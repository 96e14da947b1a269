/**
 * What one bridge network adds to the packet filter of one family (moby v28.5.2
 * libnetwork/drivers/bridge/internal/iptabler/network.go: setupIPTables, setupNonInternalNetworkRules,
 * setDefaultForwardRule, setINC, setIcc, setupInternalNetworkRules). The order within this list is the engine's order
 * of execution: appended rules come to stand in it, inserted ones in reverse. Not modelled: clean-up of what older
 * engines left.
 */
import type { Cidr } from '../../addr/cidr.js'
import type { Family } from '../../addr/ip.js'
import { accept, drop, goBack, is, isNot, jump, masquerade } from '../../dataplane/rule.js'
import type { Match, TableName, Target } from '../../dataplane/rule.js'
import type { HostInfo, NetworkInfo, RuleFact } from '../api.js'
import { acceptedOptions, modeOf } from './options.js'

/** Why a rule is there; `explain` turns it into a sentence. */
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

/**
 * The rules of one family, `subnet` being the family's pool. All of them have the network's own time: they are there
 * before its first endpoint, and go with the network. O(1): 3 rules for an internal network, up to 11 for another one.
 */
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
  // the three ways in which a packet has to do with the bridge; a packet `within` it is filtered only where
  // br_netfilter is on
  const within: Match = { in: is(device), out: is(device) }
  const leaving: Match = { in: is(device), out: isNot(device) }
  const entering: Match = { in: isNot(device), out: is(device) }

  // Internal is done by addresses: whatever comes from the bridge has to be for the subnet, whatever goes to it, from
  // the subnet. The host's own packets never pass FORWARD, so the host still reaches its containers, and they the
  // bridge.
  if (network.internal) {
    // IPv6 needs its link-local neighbours: there only what crosses interfaces is dropped
    const six = family === 6
    // IPv6 needs its link-local neighbours: there only what crosses interfaces is dropped
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
    // no other rule accepts a packet from port to port of an internal bridge, so icc needs a rule either way (setIcc)
    append('filter', 'DOCKER-FORWARD', within, icc ? accept : drop, icc ? 'same-network' : 'icc-off')
    return rules
  }

  const mode = modeOf(options, family)
  const routed = mode === 'routed'
  // leaving by another interface, a container's packet takes the host's address, as the LAN knows no way back to the
  // subnet. Routed mode promises exactly that way back, so there the container keeps its address
  if (options.masquerade) {
    const snat = family === 4 ? options.snat4 : options.snat6
    const target: Target = snat === null ? masquerade : { kind: 'snat', to: snat }
    if (!routed) insert('nat', 'POSTROUTING', { src: is(subnet), out: isNot(device) }, target, 'masquerade')
    // a container that uses a published port of this host is not translated, but meets docker-proxy on the host:
    // translated, it would go from bridge to bridge, which isolation drops. So this rule is what makes other networks'
    // ports usable
    if (userlandProxy) insert('nat', 'DOCKER', { in: is(device) }, goBack, 'leave-ports-to-the-proxy')
  }
  // hairpin: a process of the host that uses a published port by 127.0.0.1 needs a source that the container can
  // answer. The engine takes the address of com.docker.network.host_ipv4 where there is one; that is not modelled
  if (!userlandProxy)
    insert('nat', 'POSTROUTING', { out: is(device), srcLocal: true }, masquerade, 'masquerade')
  // before the network accepts what leaves: the first rule that fits decides
  if (!icc) append('filter', 'DOCKER-FORWARD', within, drop, 'icc-off')
  // a routed network's containers can be pinged from anywhere: ping has no port that could be published
  if (routed) append('filter', 'DOCKER', { out: is(device), protocol: 'icmp' }, accept, 'routed-icmp')
  // with icc, one rule accepts both what leaves and what stays; without it, only what leaves
  append('filter', 'DOCKER-FORWARD', icc ? { in: is(device) } : leaving, accept, 'outgoing')
  // the end of the network's part of DOCKER: whatever no published port let through before is dropped. It is appended,
  // and ports are inserted, so it is always the last. In nat-unprotected mode all else is accepted instead
  const open = mode === 'nat-unprotected'
  append('filter', 'DOCKER', entering, open ? accept : drop, open ? 'unprotected' : 'unpublished')
  // answers to what the network's containers asked: the only rule here that looks at connections, not at packets
  append('filter', 'DOCKER-CT', { out: is(device), established: true }, accept, 'established')
  append('filter', 'DOCKER-BRIDGE', { out: is(device) }, jump('DOCKER'), 'to-published-ports')
  if (routed) {
    // other networks may come in: which ports are open, DOCKER decides. Inserted twice, so the rule for answers stands
    // above
    insert('filter', STAGE_1, { out: is(device) }, goBack, 'routed')
    insert('filter', STAGE_1, { in: is(device), established: true }, accept, 'established')
  }
  // isolation takes two stages, as a rule has one input and one output, and knows one bridge only: stage 1 asks whether
  // the packet comes from a bridge of Docker's and leaves it, stage 2 whether it would enter another one. The host's
  // other interfaces are in neither, so packets to the LAN return from stage 2 and go on
  append('filter', STAGE_1, leaving, jump(STAGE_2), 'isolate-networks')
  insert('filter', STAGE_2, { out: is(device) }, drop, 'isolate-networks')
  return rules
}

/** The two chains of isolation. They are declared in `chains.ts`; here each network gets its place in them. */
const STAGE_1 = 'DOCKER-ISOLATION-STAGE-1'
const STAGE_2 = 'DOCKER-ISOLATION-STAGE-2'
