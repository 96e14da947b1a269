/** What a machine's own firewall drops, as rules of its packet filter, before any of the engine's. */
import type { Family } from '../addr/ip.js'
import { remembered } from '../dataplane/remember.js'
import { drop } from '../dataplane/rule.js'
import type { Wiring } from '../drivers/api.js'
import { nothingWired } from '../drivers/api.js'
import type { Blocked, Host } from './world.js'

/**
 * As rules at the top of INPUT, whatever else is inserted there later: what it drops is for the machine itself, as what
 * is for containers is forwarded.
 */
export const firewall = ({ blocked }: Host): Wiring =>
  blocked.length === 0 ? nothingWired : dropping(blocked)

const dropping = remembered((blocked: readonly Blocked[]): Wiring => ({
  ...nothingWired,
  ...described(blocked, 4, 6),
}))

/** For both families, as nobody opens a port in one only. */
const described = (blocked: readonly Blocked[], ...families: readonly Family[]) => ({
  chains: families.map((family) => ({ family, table: 'filter', name: 'INPUT', policy: 'accept' }) as const),
  rules: families.flatMap((family) =>
    blocked.map(({ protocol, port }) => ({
      family,
      at: Number.MAX_SAFE_INTEGER,
      insert: true,
      rule: {
        table: 'filter',
        chain: 'INPUT',
        match: { protocol, ...(port !== null && { dstPort: port }) },
        target: drop,
        cause: { purpose: 'firewall' },
      } as const,
    })),
  ),
})
