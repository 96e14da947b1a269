/** `swarm init --default-addr-pool` (pflag's IPNetSlice). */
import { err, ok, type Result } from '../../../addr/result.js'
import { csvRecord } from '../go/csv.js'
import { goCidr } from '../go/ip.js'

/** The subnets of a comma-separated value, host bits cleared; quotes in it do not count. */
export function addressPools(value: string): Result<readonly string[], string> {
  // IPNetSlice takes quotes off before it looks for commas
  const bare = value.replace(/["'`]/g, '')
  const fields = bare === '' ? ok([]) : csvRecord(bare)
  if (!fields.ok) return fields
  const pools: string[] = []
  for (const field of fields.value) {
    const cidr = goCidr(field.trim())
    if (!cidr.ok) return err(`invalid string being converted to CIDR: ${field}`)
    pools.push(cidr.value.subnet)
  }
  return ok(pools)
}
