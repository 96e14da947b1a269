/** Values of `--link` (docker/cli opts.ValidateLink). */
import { err, ok, type Result } from '../../../addr/result.js'

/** `container` or `container:alias`, unchanged; whether the container exists is for the engine to say. */
export function link(value: string): Result<string, string> {
  if (value === '') return err('empty string specified for links')
  return value.split(':').length > 2 ? err(`bad format for links: ${value}`) : ok(value)
}
