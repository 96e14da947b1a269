/**
 * `.State` of `docker inspect` (moby v28.5.2 daemon/inspect.go). Not modelled, and so always false: restarting, OOM kills, dead
 * containers. The process id is made up, from the time of the start.
 */
import type { GoValue } from './goValue.js'
import type { Container } from './state.js'
import { isUp } from './isUp.js'
import { timestampOf } from './time.js'

/** Where made-up process ids begin: above those of a machine that has just booted. */
const FIRST_PID = 1000

/** ExitCode and Error are the last ones: of a start that failed, or of a run that ended. */
export const inspectState = (container: Container): GoValue => ({
  Status: container.status,
  Running: isUp(container),
  Paused: container.status === 'paused',
  Restarting: false,
  OOMKilled: false,
  Dead: false,
  // of the host's numbers, as the host sees the program; 0 while there is none
  Pid: isUp(container) ? FIRST_PID + (container.startedAt ?? 0) : 0,
  ExitCode: container.exitCode,
  Error: container.error,
  StartedAt: timestampOf(container.startedAt),
  FinishedAt: timestampOf(container.finishedAt),
})
