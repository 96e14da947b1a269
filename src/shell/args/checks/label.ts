/** Values of `--label`, `--env` and `--sysctl` (docker/cli opts.ValidateLabel, ValidateEnv, ValidateSysctl). */
import { err, ok, type Result } from '../../../addr/result.js'
import { cut } from '../go/text.js'

/** A label `key` or `key=value`; leading blanks of the key do not count, and are kept. */
export function label(value: string): Result<string, string> {
  const key = cut(value, '=').before.replace(/^[ \t]+/, '')
  if (key === '') return err(`invalid label '${value}': empty name`)
  return /[ \t]/.test(key) ? err(`label '${cut(value, '=').before}' contains whitespaces`) : ok(value)
}

/** A variable `KEY=value` or `KEY`. Does not model taking `KEY` from the client's environment: there is none. */
export const environmentVariable = (value: string): Result<string, string> =>
  cut(value, '=').before === '' ? err(`invalid environment variable: ${value}`) : ok(value)

// those of IPC; networks have all of theirs
const namespaced: readonly string[] = [
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
]

/** A kernel parameter that a container may have for itself. */
export function sysctl(value: string): Result<string, string> {
  const { before, found } = cut(value, '=')
  const allowed = namespaced.includes(before) || before.startsWith('net.') || before.startsWith('fs.mqueue.')
  return found && allowed ? ok(value) : err(`sysctl '${value}' is not allowed`)
}
