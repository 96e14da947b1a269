/** `cnm matrix --classes`: who reaches whom as classes of containers: the pairs of classes that get through. */
import { findSandbox } from '../cnm/lookup.js'
import type { World } from '../cnm/world.js'
import { classReach } from '../reach/classReach.js'
import type { SandboxClass } from '../reach/classes.js'
import type { PortAsked } from '../reach/reaches.js'
import type { Lab } from '../shell/lab/lab.js'
import { formatted, type Format } from './formatted.js'
import { portText } from './parsePorts.js'

/** A row for each pair of classes of which the one reaches the other by anything that was asked. O(containers + rows). */
export function classesText(
  { env, world: { cnm } }: Lab,
  ports: readonly PortAsked[],
  format: Format,
): string {
  const asked = [{ protocol: 'icmp', port: 0 } as const, ...ports]
  const answers = asked.map((question) => classReach(env, cnm, question))
  const names = answers[0]?.classes.map((each) => labelsOf(cnm, each)) ?? []
  // pairs by their place in the square of classes, so that they come out in its order; what is not there is isolated
  const rows = new Map<number, string[]>()
  for (const [i, { pairs }] of answers.entries())
    for (const { from, to, by } of pairs) {
      const place = from * names.length + to
      const row = rows.get(place) ?? asked.map(() => '')
      row[i] = by
      rows.set(place, row)
    }
  const told = [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([place, row]) => ({
      from: names[Math.floor(place / names.length)] ?? [],
      to: names[place % names.length] ?? [],
      answers: row.map(openText),
    }))
    .filter(({ from, to }) => from.length > 0 && to.length > 0)
  const head = asked.map(portText)
  return formatted(
    format,
    ['from', 'to', ...head],
    told.map(({ from, to, answers: each }) => [nameOf(from), nameOf(to), ...each]),
    told.map(({ answers: each, ...sides }) => ({
      ...sides,
      answers: each.map((answer, i) => ({ asked: head[i], answer })),
    })),
  )
}

/** None of those that a cluster makes for itself. */
const labelsOf = (world: World, { members }: SandboxClass): readonly string[] =>
  members.flatMap((id) => {
    const sandbox = findSandbox(world, id)
    return sandbox?.purpose === 'container' ? [sandbox.label] : []
  })

/** A class as people would say it: one of them by name, and how many more there are. */
const nameOf = ([first = '', ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} and ${others.length} like it`

/** How many of the addresses answer: a container on several networks may be reached by some of them only. */
function openText(by: string): string {
  const open = by.replaceAll('-', '').length
  return open === 0 ? 'no' : open === by.length ? 'yes' : `${open} of ${by.length} addresses`
}
