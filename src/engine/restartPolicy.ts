/** Restart policies as the engine accepts them (moby v28.5.2 api/types/container/hostconfig.go ValidateRestartPolicy). */
import type { RestartProblem } from './errors.js'
import type { HostConfig } from './state.js'

/**
 * null: it is all right. An empty name stands for `no`, with any count. Policies are kept and shown; nothing
 * restarts here by itself.
 */
export function refuseRestartPolicy({
  name,
  maximumRetryCount,
}: HostConfig['restartPolicy']): RestartProblem | null {
  switch (name) {
    case '':
      return null
    case 'always':
    case 'unless-stopped':
    case 'no':
      if (maximumRetryCount === 0) return null
      return maximumRetryCount < 0 ? 'retries-negative' : 'retries'
    case 'on-failure':
      return maximumRetryCount < 0 ? 'negative' : null
    default:
      return { policy: name }
  }
}
