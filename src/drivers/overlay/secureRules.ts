/**
 * What an encrypted overlay adds to the host's packet filter: what leaves is marked, so that IPsec takes it, and what comes in
 * clear is dropped (moby v28.5.2 libnetwork/drivers/overlay/encryption.go programMangle, programInput).
 */
import { familyOf } from '../../addr/ip.js'
import { drop } from '../../dataplane/rule.js'
import type { Match } from '../../dataplane/rule.js'
import type { ChainFact, HostInfo, NetworkInfo, RuleFact } from '../api.js'

/** The mark by which IPsec's policy knows the packets (encryption.go mark, 0xD0C4E3). */
const MARK = 13_681_891

/** The table is not there before somebody needs it. */
export const MANGLE: readonly ChainFact[] = (
  ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const
).map((name) => ({ family: 4, table: 'mangle', name, policy: 'accept' }))

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
