/**
 * The filters of `docker events` (moby v28.5.2 daemon/events/filter.go). Kept as it is: a filter that names a container or
 * a network also finds other objects of that name, the beginning of a name or an id will do, and unknown filters are ignored.
 */
import { option } from '../drivers/api.js'
import { filterValues, matchesExactly, matchesPairs } from './filters.js'
import type { Filters } from './filters.js'
import type { EngineEvent } from './state.js'

/** Kinds of objects that a filter can name. */
const OBJECTS = ['container', 'daemon', 'plugin', 'volume', 'network', 'node', 'service', 'secret', 'config']

/** Actions that come with the command behind a colon, so that their beginning has to do. */
const OPEN_ENDED = new Set(['health_status', 'exec_create', 'exec_start'])

/** Does the event pass all keys of the filter? Values of one key are alternatives. O(keys + attributes). */
export const passesFilters = (event: EngineEvent, filters: Filters): boolean =>
  matchesAction(event, filters) &&
  matchesExactly(filters, 'type', event.type) &&
  // all events here are a host's own; those of a cluster's objects are not modelled
  matchesExactly(filters, 'scope', 'local') &&
  OBJECTS.every((key) => startsAny(filters, key, [event.actor, option(event.attributes, 'name') ?? ''])) &&
  matchesImage(event, filters) &&
  (filterValues(filters, 'label').length === 0 || matchesPairs(filters, 'label', event.attributes))

/** An event has to be named exactly, unless a value of the filter is one of the open-ended ones. */
const matchesAction = ({ action }: EngineEvent, filters: Filters): boolean =>
  filterValues(filters, 'event').some((value) => OPEN_ENDED.has(value))
    ? startsAny(filters, 'event', [action])
    : matchesExactly(filters, 'event', action)

/** One of the values begins one of the texts, or there is no value (filters.Args.FuzzyMatch). */
function startsAny(filters: Filters, key: string, texts: readonly string[]): boolean {
  const values = filterValues(filters, key)
  return values.length === 0 || values.some((value) => texts.some((text) => text.startsWith(value)))
}

/**
 * By the image of a container's event, with or without its tag; the actor's id stands for events of images
 * themselves.
 */
function matchesImage({ actor, attributes }: EngineEvent, filters: Filters): boolean {
  const image = option(attributes, 'image') ?? ''
  return [actor, image, withoutTag(image)].some((text) => matchesExactly(filters, 'image', text))
}

const withoutTag = (image: string): string => image.replace(/:[^/]*$/, '')
