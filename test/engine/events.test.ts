/**
 * What a real engine told of each command (engine-events.json: the lines of `docker events`, ids folded, exec_* left out), and
 * what ours tells. Folded are made-up names, seconds, and the order in which it tells of several networks or containers at once.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createLab } from '../../src/shell/lab/lab.js'

interface Group {
  readonly title: string
  readonly commands: readonly string[]
  readonly events: readonly string[]
}
const { groups }: { groups: readonly Group[] } = JSON.parse(
  readFileSync('test/engine/engine-events.json', 'utf8'),
)

/** Commands on several containers at once, which a real engine serves side by side: what is told of each, in its order. */
const SIDE_BY_SIDE = new Set(['hostnone', 'links', 'portbusy', 'ends', 'linkfail'])

function folded({ title }: Group, events: readonly string[]): readonly string[] {
  const lines = events.map((line) =>
    line.replace(/execDuration=\d+/, 'execDuration=N').replace(/name=[a-z]+_[a-z]+/, 'name=MADE-UP'),
  )
  if (SIDE_BY_SIDE.has(title)) return lines.toSorted()
  // networks told of in a row, in the order of their names
  const runs: string[][] = []
  for (const line of lines) {
    const kind = /^network (connect|disconnect|destroy)/.exec(line)?.[0]
    const last = runs.at(-1)
    if (kind !== undefined && last?.[0]?.startsWith(kind)) last.push(line)
    else runs.push([line])
  }
  return runs.flatMap((run) => run.toSorted())
}

describe('the events of a command', () => {
  const lab = createLab()
  it.each(groups)('$title: $commands', (group) => {
    const before = lab.world.events.at(-1)
    for (const command of group.commands) lab.docker('h1', command)
    const { events } = lab.world
    const told = events
      .slice(before === undefined ? 0 : events.lastIndexOf(before) + 1)
      .map(({ type, action, attributes }) => {
        const own = attributes.map(([key, value]) => `${key}=${key === 'container' ? 'ID' : value}`)
        return `${type} ${action} ${own.join(', ')}`
      })
    expect(folded(group, told)).toEqual(folded(group, group.events))
  })
})
