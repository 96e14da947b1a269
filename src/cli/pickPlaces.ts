/** `--from` and `--to`: places by label, several with commas, `*` for any letters. */
import { err, ok, type Result } from '../addr/result.js'
import type { DockerWorld } from '../engine/state.js'
import type { Place } from '../reach/place.js'
import { containerPlaces, machinePlaces } from '../shell/lab/places.js'
import { nearest } from '../shell/scenario/nearest.js'

/** Default: all containers; machines only when they are named. Error: a sentence about the first word that fits nobody. */
export function pickPlaces(world: DockerWorld, given: string | undefined): Result<readonly Place[], string> {
  const containers = containerPlaces(world)
  if (given === undefined) return ok(containers)
  const all = [...containers, ...machinePlaces(world)]
  const picked = new Set<Place>()
  for (const word of given.split(',')) {
    const pattern = new RegExp(`^${word.split('*').map(escaped).join('.*')}$`)
    const fitting = all.filter(({ label }) => pattern.test(label))
    if (fitting.length === 0) return err(nobody(word, all))
    for (const place of fitting) picked.add(place)
  }
  return ok(all.filter((place) => picked.has(place)))
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

function nobody(word: string, all: readonly Place[]): string {
  const labels = all.map(({ label }) => label)
  const like = nearest(word, labels)
  return `there is no '${word}' in this world${like === undefined ? `: there are ${labels.join(', ')}` : `; did you mean '${like}'?`}`
}
