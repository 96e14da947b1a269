/** The running containers of all hosts with their addresses, in the order in which a matrix goes through them. */
import { addressOf } from '../../addr/cidr.js'
import { allHosts, findEndpoint } from '../../cnm/lookup.js'
import type { Ip } from '../../addr/ip.js'
import { containersOn } from '../../engine/findContainer.js'
import { isUp } from '../../engine/isUp.js'
import type { Container, DockerWorld } from '../../engine/state.js'
import type { Place } from '../../reach/place.js'

export interface RunningPlace extends Place {
  /** Without the host. */
  readonly name: string
}

/** Sorted by `h1/name`; addresses network by network, as inspect lists them. A paused container runs, too. */
export const runningPlaces = (state: DockerWorld): readonly RunningPlace[] =>
  allHosts(state.cnm)
    .filter(({ hasEngine }) => hasEngine)
    .flatMap(({ id }) => containersOn(state, id))
    .flatMap((container) => placeOf(state, container))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))

function placeOf(state: DockerWorld, container: Container): readonly RunningPlace[] {
  const { name, host, sandbox } = container
  if (sandbox === null || !isUp(container)) return []
  return [{ label: `${host}/${name}`, name, namespace: sandbox, addresses: addressesOf(state, container) }]
}

const addressesOf = (state: DockerWorld, { attachments }: Container): readonly Ip[] =>
  attachments
    .toSorted((a, b) => (a.network < b.network ? -1 : 1))
    .flatMap(({ endpoint }) => {
      const found = endpoint === null ? undefined : findEndpoint(state.cnm, endpoint)
      return [found?.address4, found?.address6].flatMap((prefix) => (prefix ? [addressOf(prefix)] : []))
    })
