/**
 * A container's state in a few words, the column STATUS of `docker ps` (moby v28.5.2 container/state.go String). Not modelled:
 * health checks, restarts, removals.
 */
import type { Container } from './state.js'
import { agoText, humanDuration } from './time.js'

/** `now` is the world's clock. */
export function statusText(
  {
    status,
    startedAt,
    finishedAt,
    exitCode,
  }: Pick<Container, 'status' | 'startedAt' | 'finishedAt' | 'exitCode'>,
  now: number,
): string {
  switch (status) {
    case 'running':
      return `Up ${humanDuration(now - (startedAt ?? now))}`
    case 'paused':
      return `Up ${humanDuration(now - (startedAt ?? now))} (Paused)`
    case 'created':
    case 'exited':
      if (startedAt === null) return 'Created'
      return finishedAt === null ? '' : `Exited (${exitCode}) ${agoText(finishedAt, now)}`
  }
}

/** Does it have a process, frozen or not? */
export const isUp = ({ status }: Pick<Container, 'status'>): boolean =>
  status === 'running' || status === 'paused'
