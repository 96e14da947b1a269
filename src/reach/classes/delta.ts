/**
 * What differs between two states of the table of classes, as groups of sandboxes: those of a group were of one class and are of
 * one. Two groups are told of when the one reaches the other in one of the states alone.
 */
import type { SandboxId } from '../../cnm/world.js'
import type { Live } from './classTable.js'

/** Sandboxes that are alike before and after; null: they were, or are, not there. */
export interface Group {
  readonly was: Live | null
  readonly is: Live | null
  readonly some: SandboxId
  readonly count: number
}

/** Sandboxes of the one group that reach those of the other, or did. */
export interface Differing {
  readonly from: Group
  readonly to: Group
  readonly opened: boolean
}

/** Who reached whom before: the rows of a class that changes are kept apart before it does, since the table has no past. */
export interface Rows {
  readonly out: ReadonlySet<Live>
  readonly into: ReadonlySet<Live>
}
export const NO_ROWS: Rows = { out: new Set(), into: new Set() }
export const rowsOf = (live: Live | null): Rows =>
  live ? { out: new Set(live.out.keys()), into: new Set(live.into) } : NO_ROWS

/** How many pairs of different sandboxes. */
export const pairsOf = ({ from, to }: Pick<Differing, 'from' | 'to'>): number =>
  from === to ? from.count * (from.count - 1) : from.count * to.count

/**
 * Moved groups, with the rows that they had, against each other and against what stayed. `stayed`: those of a class that did not move;
 * null for none. O(rows of the moved + moved groups squared).
 */
export function movedDelta(
  moved: ReadonlyMap<Group, Rows>,
  stayed: (live: Live) => Group | null,
): readonly Differing[] {
  const found: Differing[] = []
  const add = (from: Group, to: Group, before: boolean, after: boolean): void => {
    // a group of one has no pair with itself
    if (before !== after && pairsOf({ from, to }) > 0) found.push({ from, to, opened: after })
  }
  for (const [group, had] of moved) {
    const [out, into] = [group.is?.out ?? NO_ROWS.out, group.is?.into ?? NO_ROWS.into]
    const tell = (other: Live, forth: boolean, after: boolean): void => {
      const rest = stayed(other)
      if (rest) add(forth ? group : rest, forth ? rest : group, !after, after)
    }
    // most of what it reached it reaches still, and of that nobody asks who stayed
    for (const other of had.out) if (!out.has(other)) tell(other, true, false)
    for (const other of out.keys()) if (!had.out.has(other)) tell(other, true, true)
    for (const other of had.into) if (!into.has(other)) tell(other, false, false)
    for (const other of into) if (!had.into.has(other)) tell(other, false, true)
    // among those that moved, each knows what it was and is
    for (const to of moved.keys())
      add(group, to, to.was !== null && had.out.has(to.was), to.is !== null && out.has(to.is))
  }
  return found
}

/** All groups of two tables against each other. O(pairs of both tables). */
export function wholeDelta(groups: readonly Group[]): readonly Differing[] {
  // a class of before may have come apart into several groups, and one of after be put together of several
  const [byWas, byIs] = [new Map<Live, Group[]>(), new Map<Live, Group[]>()]
  for (const group of groups) {
    if (group.was) note(byWas, group.was, group)
    if (group.is) note(byIs, group.is, group)
  }
  return groups.flatMap((from) => {
    const before = new Set([...(from.was?.out.keys() ?? [])].flatMap((live) => byWas.get(live) ?? []))
    const after = new Set([...(from.is?.out.keys() ?? [])].flatMap((live) => byIs.get(live) ?? []))
    return [
      ...[...before].filter((to) => !after.has(to)).map((to) => ({ from, to, opened: false })),
      ...[...after].filter((to) => !before.has(to)).map((to) => ({ from, to, opened: true })),
    ].filter((pair) => pairsOf(pair) > 0)
  })
}

function note(lists: Map<Live, Group[]>, live: Live, group: Group): void {
  const known = lists.get(live)
  if (known) known.push(group)
  else lists.set(live, [group])
}
