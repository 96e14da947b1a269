/** The flags before the command (docker/cli cli/flags/options.go). They are read and have no effect here. */
import { flagTable, type FlagSpec } from '../flagSpec.js'

/** Before the command only: `docker ps --host x` is an error of `ps`. Sorted by the help, not here. */
export const globalFlags: readonly FlagSpec[] = flagTable(`
      --config string | Location of client config files (default "/root/.docker")
  -c, --context string | Name of the context to use to connect to the daemon (overrides DOCKER_HOST env var and default context set with "docker context use")
  -D, --debug | Enable debug mode
  -H, --host string | Daemon socket to connect to
  -l, --log-level string | Set the logging level ("debug", "info", "warn", "error", "fatal") (default "info")
      --tls | Use TLS; implied by --tlsverify
      --tlscacert string | Trust certs signed only by this CA (default "/root/.docker/ca.pem")
      --tlscert string | Path to TLS certificate file (default "/root/.docker/cert.pem")
      --tlskey string | Path to TLS key file (default "/root/.docker/key.pem")
      --tlsverify | Use TLS and verify the remote
  -v, --version | Print version information and quit
`)

/** What logrus takes for `--log-level`, in any case. */
export const LOG_LEVELS: readonly string[] = [
  'panic',
  'fatal',
  'error',
  'warn',
  'warning',
  'info',
  'debug',
  'trace',
]
