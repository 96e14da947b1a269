/** `swarm init --listen-addr` (docker/cli opts.ParseTCPAddr). Does not model Go's other url.Parse errors. */
import { err, ok, type Result } from '../../../addr/result.js'
import { goQuote } from '../../template/quote.js'

const HOST = '0.0.0.0'
const PORT = '2377'

/** `host:port` with the defaults filled in; an IPv6 host stands in brackets. */
export function listenAddress(value: string): Result<string, string> {
  if (value === '' || value === 'tcp://') return ok(`${HOST}:${PORT}`)
  const bare = value.replace(/^tcp:\/\//, '')
  if (bare.includes('://') || bare === '') return err(`invalid proto, expected tcp: ${value}`)
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?(\/.*)?$/.exec(bare)
  if (match === null) {
    const why =
      bare.startsWith('[') && !bare.includes(']')
        ? "missing ']' in host"
        : `invalid port ${goQuote(bare.slice(bare.lastIndexOf(':')))} after host`
    return err(`parse ${goQuote(`tcp://${bare}`)}: ${why}`)
  }
  const [, host = '', port = '', path = ''] = match
  return ok(`${host === '' ? HOST : host}:${port === '' ? PORT : port}${path}`)
}
