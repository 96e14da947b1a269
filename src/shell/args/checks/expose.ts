/** `--expose` (docker/cli cli/command/container/opts.go). Whether the protocol exists is for the engine to say. */
import { err, ok, type Result } from '../../../addr/result.js'
import { portRange, splitProtocol } from './portRange.js'

/** `80`, `80/udp` or `8000-8010/tcp` as a list of `port/protocol`. */
export function exposeOption(value: string): Result<readonly string[], string> {
  if (value.includes(':')) return err(`invalid port format for --expose: ${value}`)
  const { port, protocol } = splitProtocol(value)
  const range = portRange(port)
  if (!range.ok) return err(`invalid range format for --expose: ${value}, error: ${range.error}`)
  const { start, end } = range.value
  return ok(Array.from({ length: end - start + 1 }, (_, index) => `${start + index}/${protocol}`))
}
