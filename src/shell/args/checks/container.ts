/** Values of `run` and `create` that docker/cli looks at and that have no file of their own (container/opts.go). */
import { err, ok, type Result } from '../../../addr/result.js'
import { goQuote } from '../../template/quote.js'
import { ramInBytes } from '../go/units.js'
import { cut } from '../go/text.js'
import { missingFile } from './files.js'

/** `--attach`: in lower case, whatever the case was (validateAttach). */
export function stream(value: string): Result<string, string> {
  const name = value.toLowerCase()
  return ['stdin', 'stdout', 'stderr'].includes(name)
    ? ok(name)
    : err('valid streams are STDIN, STDOUT and STDERR')
}

/** `--device-cgroup-rule`. */
export const deviceCgroupRule = (value: string): Result<string, string> =>
  /^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(value)
    ? ok(value)
    : err(`invalid device cgroup format '${value}'`)

/** `--memory-swap`: -1 is no limit. */
export function memorySwap(value: string): Result<string, string> {
  const bytes = value === '-1' ? ok(-1) : ramInBytes(value)
  return bytes.ok ? ok(String(bytes.value)) : bytes
}

/** `--device`, for an engine on Linux: the error, or undefined (validateDevice, validateLinuxPath). */
export function deviceError(value: string): string | undefined {
  // A name of the Container Device Interface, vendor/class=device, is for the engine.
  if (/^[A-Za-z][\w.-]*\/[A-Za-z][\w-]*=[\w.:-]+$/.test(value)) return undefined
  const parts = value.split(':')
  const [source = '', target = ''] = parts
  if (parts.length > 3 || source === '') return `bad format for path: ${value}`
  const onlySource = parts.length === 1 || (parts.length === 2 && isDeviceMode(target))
  const mode = parts[2]
  if (mode !== undefined && !isDeviceMode(mode)) return `bad mode specified: ${mode}`
  const path = onlySource ? source : target
  return path.startsWith('/') ? undefined : `${path} is not an absolute path`
}

/** Some of r, w and m, each once at most. */
const isDeviceMode = (mode: string) => /^(?!.*(.).*\1)[rwm]+$/.test(mode)

/**
 * `--security-opt`: the error, or undefined (parseSecurityOpts). There are no files here, so a seccomp profile
 * other than the two built in is missing.
 */
export function securityOptionError(value: string): string | undefined {
  const separator = value.includes('=') || value === 'no-new-privileges' ? '=' : ':'
  const { before, after } = cut(value, separator)
  if (before === 'no-new-privileges') return undefined
  if (after === '') return `Invalid --security-opt: ${goQuote(value)}`
  if (before !== 'seccomp' || after === 'builtin' || after === 'unconfined') return undefined
  return `opening seccomp profile (${after}) failed: ${missingFile(after)}`
}

const isContainerMode = (value: string) => /^container:./s.test(value)

/** `--pid`, `--uts`, `--userns` and `--cgroupns`: the flags, what they take besides ``, and the name in the error. */
export const namespaceModes: readonly {
  readonly flag: string
  readonly title: string
  readonly takes: (value: string) => boolean
}[] = [
  { flag: 'pid', title: 'PID', takes: (value) => value === 'host' || isContainerMode(value) },
  { flag: 'uts', title: 'UTS', takes: (value) => value === 'host' },
  { flag: 'userns', title: 'USER', takes: (value) => value === 'host' },
  { flag: 'cgroupns', title: 'CGROUP', takes: (value) => value === 'private' || value === 'host' },
]
