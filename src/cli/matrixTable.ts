/** Who reaches whom, as a table: every running container to every other, by name and by each address. */
import type { Lab } from '../shell/lab/lab.js'
import { runningPlaces } from '../shell/lab/runningPlaces.js'
import { textTable } from './textTable.js'

const verdict = (why: string | null): string => (why === 'no-such-name' ? 'no name' : (why ?? 'yes'))

/** One row a container that asks; `yes`, or what it is told instead; `-` for itself. One ping a cell. */
export function matrixTable(lab: Lab): string {
  const places = runningPlaces(lab.world)
  if (places.length === 0) return 'no container runs\n'
  const targets = places.flatMap(({ label, name, addresses }) =>
    [name, ...addresses].map((target) => ({ label, target })),
  )
  return textTable(
    ['from \\ to', ...targets.map(({ target }) => target)],
    places.map(({ label: from }) => [
      from,
      ...targets.map(({ label, target }) => (label === from ? '-' : verdict(lab.ping(from, target).why))),
    ]),
  )
}
