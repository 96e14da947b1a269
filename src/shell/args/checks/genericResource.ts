/** `--generic-resource` of a service (docker/cli cli/command/service/opts.go). */
import { err, ok, type Result } from '../../../addr/result.js'

/** `name=value`. */
export const genericResource = (value: string): Result<string, string> =>
  value.includes('=')
    ? ok(value)
    : err(`invalid generic-resource format \`${value}\` expected \`name=value\``)
