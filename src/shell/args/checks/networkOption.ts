/** `--network NAME` and `--network name=NAME,alias=…` (docker/cli opts.NetworkOpt). */
import { err, ok, type Result } from '../../../addr/result.js'
import { csvRecord } from '../go/csv.js'
import { goInteger } from '../go/number.js'
import { cut } from '../go/text.js'
import { mapOf } from '../keyValues.js'
import type { EndpointRequest } from '../requests/common.js'

/**
 * One attachment. The long form is whatever holds `word=word`; docker/cli turns all of it to lower case, values too.
 * Addresses are not looked at here.
 */
export function networkOption(value: string): Result<EndpointRequest, string> {
  // so `name=` alone is the name of a network
  if (!/\w+=\w+/.test(value)) return ok(endpointOf(value))
  const fields = csvRecord(value)
  if (!fields.ok) return fields
  let endpoint = endpointOf('')
  const driverOpts: string[] = []
  for (const field of fields.value) {
    const { before, after, found } = cut(field.toLowerCase(), '=')
    if (!found || before === '') return err(`invalid field ${field}`)
    const key = before.trim()
    const text = after.trim()
    if (key === 'driver-opt') {
      const option = cut(text, '=')
      if (!option.found || option.before === '') return err('invalid key value pair format in driver options')
      driverOpts.push(`${option.before.trim()}=${option.after.trim()}`)
      continue
    }
    const next = withField(endpoint, key, text)
    if (!next.ok) return next
    endpoint = next.value
  }
  if (endpoint.network === '') return err('network name/id is not specified')
  return ok({ ...endpoint, driverOpts: mapOf(driverOpts) })
}

/** An attachment that asks for nothing. */
export const endpointOf = (network: string): EndpointRequest => ({
  network,
  aliases: [],
  links: [],
  linkLocalIps: [],
  driverOpts: [],
  gwPriority: 0,
})

/** The last one of a field counts, except of aliases and link-local addresses, which add up. */
function withField(endpoint: EndpointRequest, key: string, text: string): Result<EndpointRequest, string> {
  switch (key) {
    case 'name':
      return ok({ ...endpoint, network: text })
    case 'alias':
      return ok({ ...endpoint, aliases: [...endpoint.aliases, text] })
    case 'ip':
      return ok({ ...endpoint, ip: text })
    case 'ip6':
      return ok({ ...endpoint, ip6: text })
    case 'mac-address':
      return ok({ ...endpoint, mac: text })
    case 'link-local-ip':
      return ok({ ...endpoint, linkLocalIps: [...endpoint.linkLocalIps, text] })
    case 'gw-priority': {
      const priority = goInteger(text, { signed: true, bits: 64, base: 10 })
      if (!priority.ok) return err(`invalid gw-priority (${text}): ${priority.error}`)
      return ok({ ...endpoint, gwPriority: Number(priority.value) })
    }
    default:
      return err(`invalid field key ${key}`)
  }
}
