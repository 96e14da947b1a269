/** `--restart` (docker/cli opts.ParseRestartPolicy). Whether the policy exists is for the engine to say. */
import { err, ok, type Result } from '../../../addr/result.js'
import { goInteger } from '../go/number.js'
import { cut } from '../go/text.js'
import type { RestartPolicy } from '../requests/container.js'

/** `name` or `name:maximum retries`; the empty text is the policy with the empty name, which the engine takes for `no`. */
export function restartPolicy(value: string): Result<RestartPolicy, string> {
  const { before, after, found } = cut(value, ':')
  if (found && before === '') return err('invalid restart policy format: no policy provided before colon')
  if (after === '') return ok({ name: before, maximumRetryCount: 0 })
  const count = goInteger(after, { signed: true, bits: 64, base: 10 })
  if (!count.ok) {
    return err('invalid restart policy format: maximum retry count must be an integer')
  }
  return ok({ name: before, maximumRetryCount: Number(count.value) })
}
