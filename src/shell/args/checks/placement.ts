/** `--placement-pref spread=node.labels.rack` of a service (docker/cli cli/command/service/opts.go). */
import { err, ok, type Result } from '../../../addr/result.js'
import { cut } from '../go/text.js'

/** The descriptor to spread over. */
export function placementPreference(value: string): Result<string, string> {
  const { before, after, found } = cut(value, '=')
  if (!found || before === '') return err('placement preference must be of the format "<strategy>=<arg>"')
  if (before !== 'spread') {
    return err(`unsupported placement preference ${before} (only spread is supported)`)
  }
  return ok(after)
}
