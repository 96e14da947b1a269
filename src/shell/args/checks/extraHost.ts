/** Values of `--add-host` (docker/cli opts.ValidateExtraHost). */
import { err, ok, type Result } from '../../../addr/result.js'
import { goQuote } from '../../template/quote.js'
import { goIp } from '../go/ip.js'
import { cut } from '../go/text.js'

/** `name:ip`, `name=ip`, `name:[ip]` or `name:host-gateway`, as the `name:ip` that the API takes. */
export function extraHost(value: string): Result<string, string> {
  const { before, after, found } = cut(value, value.includes('=') ? '=' : ':')
  if (!found || before === '' || before.includes(':')) {
    return err(`bad format for add-host: ${goQuote(value)}`)
  }
  const address = /^\[.+\]$/s.test(after) ? after.slice(1, -1) : after
  if (address !== 'host-gateway' && goIp(address.trim()) === undefined) {
    return err(`invalid IP address in add-host: ${goQuote(address)}`)
  }
  return ok(`${before}:${address}`)
}
