/** Everybody who can be asked from in a state: running containers, sandboxes that belong to none, and machines. */
import { allHosts, sandboxOf } from '../../cnm/lookup.js'
import type { DockerWorld } from '../../engine/state.js'
import { machinePlace, sandboxPlaces, type Place } from '../../reach/place.js'
import { runningPlaces } from './runningPlaces.js'

/** Running containers by name; in a model without containers its sandboxes. */
export function containerPlaces(state: DockerWorld): readonly Place[] {
  const running = runningPlaces(state).map(({ label, namespace, addresses }) => ({
    label,
    namespace,
    addresses,
  }))
  const taken = new Set(running.map(({ namespace }) => namespace))
  const others = sandboxPlaces(state.cnm).filter(({ namespace }) => !taken.has(namespace))
  return [...running, ...others.filter(({ namespace }) => !sandboxOf(state.cnm, namespace).useHost)]
}

/** Hosts, neighbours and routers. */
export const machinePlaces = ({ cnm }: DockerWorld): readonly Place[] => allHosts(cnm).map(machinePlace)
