/** Who asks and who is asked, as flags and operands name them: by label, `*` for any letters, or by container or service. */
import { err, ok, type Result } from '../addr/result.js'
import { LABEL } from '../compose/up/labels.js'
import { option } from '../drivers/api.js'
import { allContainers } from '../engine/findContainer.js'
import type { DockerWorld } from '../engine/state.js'
import type { Place } from '../reach/place.js'
import { containerPlaces, machinePlaces } from '../shell/lab/places.js'
import { nearest } from '../shell/scenario/nearest.js'

/**
 * `h1/web`, `h1/*`, `peer`; a word without a slash may be a container's name or a compose service, too. Several
 * with commas. Default: all containers; machines only when they are named. In the order of the world, each once,
 * however the words overlap. Error: a sentence about the first word that fits nobody. O(words * places).
 */
export function pickPlaces(world: DockerWorld, given: string | undefined): Result<readonly Place[], string> {
  const containers = containerPlaces(world)
  if (given === undefined) return ok(containers)
  const all = [...containers, ...machinePlaces(world)]
  const picked = new Set<Place>()
  for (const word of given.split(',')) {
    const pattern = new RegExp(`^${word.split('*').map(escaped).join('.*')}$`)
    const labelled = all.filter(({ label }) => pattern.test(label))
    const fitting = labelled.length > 0 ? labelled : calledSo(world, word, containers)
    if (fitting.length === 0) return err(nobody(word, all))
    for (const place of fitting) picked.add(place)
  }
  return ok(all.filter((place) => picked.has(place)))
}

/** The same where only one can be meant. Error: also for a word that fits several, with their labels. */
export function pickPlace(world: DockerWorld, word: string): Result<Place, string> {
  const picked = pickPlaces(world, word)
  if (!picked.ok) return picked
  const [place, ...more] = picked.value
  if (place === undefined) return err(nobody(word, containerPlaces(world)))
  const labels = [place, ...more].map(({ label }) => label).join(', ')
  return more.length === 0 ? ok(place) : err(`'${word}' is more than one place: ${labels}`)
}

/** Containers by their bare name, else those of a service of a compose project. */
function calledSo(world: DockerWorld, word: string, places: readonly Place[]): readonly Place[] {
  const labelsOf = (fits: (name: string, service: string | undefined) => boolean): readonly string[] =>
    allContainers(world)
      .filter(({ name, config }) => fits(name, option(config.labels, LABEL.service)))
      .map(({ host, name }) => `${host}/${name}`)
  const named = labelsOf((name) => name === word)
  const meant = named.length > 0 ? named : labelsOf((_, service) => service === word)
  return places.filter(({ label }) => meant.includes(label))
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

function nobody(word: string, all: readonly Place[]): string {
  const labels = all.map(({ label }) => label)
  const like = nearest(word, labels)
  return `there is no '${word}' in this world${like === undefined ? `: there are ${labels.join(', ')}` : `; did you mean '${like}'?`}`
}
