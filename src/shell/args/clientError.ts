/** What the client prints when it refuses a command line itself, and the exit code. */

/** `stdout` and `stderr` end with a newline where they are not empty. */
export interface ClientError {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** An error of a command's own: docker prints it bare and exits with 1. */
export const plainError = (message: string, exit = 1): ClientError => ({
  exit,
  stdout: '',
  stderr: `${message}\n`,
})

/** An error in the flags' syntax or in one value (docker/cli cli.FlagErrorFunc). */
export const flagError = (message: string, path: string, useLine: string): ClientError =>
  plainError(`${message}\n\nUsage:  ${useLine}\n\nRun '${path} --help' for more information`, 125)

/** An error that `run` and `create` find once all flags are read; they always name their short path. */
export const createError = (message: string, name: 'run' | 'create'): ClientError =>
  plainError(`docker: ${message}\n\nRun 'docker ${name} --help' for more information`, 125)
