/** Who reaches whom, as a table: every running container to every other, by name and by each address. */
import { hostPort } from '../shell/docker/hostPort.js'
import type { Lab } from '../shell/lab/lab.js'
import { runningPlaces } from '../shell/lab/runningPlaces.js'
import { textTable } from './textTable.js'

const verdict = (why: string | null): string => (why === 'no-such-name' ? 'no name' : (why ?? 'yes'))

/**
 * One row a container that asks; `yes`, or what it is told instead; `-` for itself. By name as well as by address,
 * since names fail where addresses do not (the default bridge). One ping a cell: O(containers² * addresses).
 */
export function matrixTable(lab: Lab, ports: readonly number[] = []): string {
  const places = runningPlaces(lab.world)
  if (places.length === 0) return 'no container runs\n'
  const targets = places.flatMap(({ label, name, addresses }) => [
    { label, target: name, port: null },
    ...addresses.flatMap((target) => [null, ...ports].map((port) => ({ label, target, port }))),
  ])
  return textTable(
    ['from \\ to', ...targets.map(({ target, port }) => (port === null ? target : hostPort(target, port)))],
    places.map(({ label: from }) => [
      from,
      ...targets.map(({ label, target, port }) =>
        label === from
          ? '-'
          : verdict((port === null ? lab.ping(from, target) : lab.http(from, target, port)).why),
      ),
    ]),
  )
}
