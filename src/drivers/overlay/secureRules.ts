/**
 * What an encrypted overlay adds to the host's packet filter: what leaves is marked, so that IPsec takes it, and what
 * comes in clear is dropped (moby v28.5.2 libnetwork/drivers/overlay/encryption.go programMangle, programInput; bpf.go
 * matchVXLAN for the bytecode that reads the VNI). So a host that cannot encrypt loses these packets instead of sending
 * them in clear. Not modelled: the IPsec policies and states themselves (`Tunnel.protection` stands for them).
 */
import { familyOf } from '../../addr/ip.js'
import { drop } from '../../dataplane/rule.js'
import type { Match } from '../../dataplane/rule.js'
import type { AgentInfo, ChainFact, HostInfo, NetworkInfo, RuleFact } from '../api.js'

/**
 * The mark by which IPsec's policy knows the packets (encryption.go mark, 0xD0C4E3, in decimal as iptables prints it).
 */
const MARK = 13_681_891

/**
 * The kernel's chains of the table mangle, in the family in which hosts talk to each other. The table is not there before
 * somebody needs it, so these come with the first encrypted network.
 */
export const mangleChains = ({ dataPath }: AgentInfo): readonly ChainFact[] =>
  (['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const).map((name) => ({
    family: familyOf(dataPath),
    table: 'mangle',
    name,
    policy: 'accept',
  }))

/**
 * The two rules of one VNI, in the family in which hosts talk to each other (transportIPTable). None without a cluster.
 *
 * The first is appended: other marks are set before. The second is inserted, so that no rule of the administrator's
 * that accepts VXLAN lets clear packets in.
 */
export function secureRules(vni: number, network: NetworkInfo, { agent }: HostInfo): readonly RuleFact[] {
  if (agent === null) return []
  const match: Match = { protocol: 'udp', dstPort: agent.dataPathPort, vni }
  const cause = { purpose: 'encrypted-tunnel', network: network.name }
  const family = familyOf(agent.dataPath)
  const at = network.createdAt
  return [
    {
      family,
      at,
      insert: false,
      rule: { table: 'mangle', chain: 'OUTPUT', match, target: { kind: 'mark', mark: MARK }, cause },
    },
    {
      family,
      at,
      insert: true,
      rule: { table: 'filter', chain: 'INPUT', match: { ...match, decrypted: false }, target: drop, cause },
    },
  ]
}
