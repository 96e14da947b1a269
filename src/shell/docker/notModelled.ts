/** The answer to commands that docker has and this simulator has not. */
import { refused, type Engine, type Outcome } from './outcome.js'

// kept in step with runDocker.ts by hand: what a user can go on with
const MODELLED = [
  'network create, ls, inspect, connect, disconnect, rm and prune',
  'run, create, start, stop, restart, kill, pause, unpause, wait, rm, rename, container prune',
  'swarm init, join, join-token, leave; node ls, inspect, rm, update, promote, demote; info',
  'service create, ls, ps, inspect, update, rollback, scale, rm, logs; node ps',
  'ps, port, inspect, exec, attach, logs, events',
].join('; ')

/** `command` with the word docker. Exit 1, and nothing changes. */
export const notModelled = ({ state }: Engine, command: string): Outcome =>
  refused(state, `cnm-sim: '${command}' is not modelled. What is: ${MODELLED}`)
