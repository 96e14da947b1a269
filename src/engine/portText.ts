/** A container's port as Docker writes it, `80/tcp` (docker/go-connections nat.Port), and maps keyed by it. */
import type { GoValue } from './goValue.js'
import type { ExposedPort } from './state.js'

/** `80/tcp`. */
export const portText = ({ port, protocol }: ExposedPort): string => `${port}/${protocol}`

/** A binding of a container port to the host, as nat.PortBinding prints. */
export interface HostPort {
  readonly hostIp: string
  /** '': none, the port is reachable by routing only, or the engine shall choose. */
  readonly hostPort: string
}

/** As it stands in `.NetworkSettings.Ports` and `.HostConfig.PortBindings`. */
export const hostPortValue = ({ hostIp, hostPort }: HostPort): GoValue => ({
  HostIp: hostIp,
  HostPort: hostPort,
})
