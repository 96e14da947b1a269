/** Whether a container has a process. Not modelled: containers that restart, or are being removed. */
import type { Container } from './state.js'

/** True for a frozen process, too: paused counts as running nearly everywhere in Docker. */
export const isUp = ({ status }: Pick<Container, 'status'>): boolean =>
  status === 'running' || status === 'paused'
