/**
 * What `docker events` finds in the past (moby v28.5.2 daemon/events/events.go loadBufferedEvents, api/server/router/system
 * getEvents). Not modelled: waiting for events to come, since nothing happens while a client waits.
 */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { HostId } from '../cnm/world.js'
import type { EngineError } from './errors.js'
import { passesFilters } from './eventFilter.js'
import type { Filters } from './filters.js'
import { stepAt, unixTime } from './time.js'
import type { DockerWorld, EngineEvent } from './state.js'

/** Times as the client sends them, seconds since 1970 with or without a fraction; '' where nothing was asked. */
export interface EventSpan {
  readonly since: string
  readonly until: string
}

/**
 * Oldest first. Without either time the past is not told: a client that gives none waits for what comes. Errors: an
 * end before the beginning, whose text has the times as the client sent them. O(events kept).
 */
export function listEvents(
  state: DockerWorld,
  host: HostId,
  { since, until }: EventSpan,
  filters: Filters,
): Result<readonly EngineEvent[], EngineError> {
  const from = (since === '' ? undefined : stepAt(since)) ?? -Infinity
  const to = (until === '' ? undefined : stepAt(until)) ?? Infinity
  if (since !== '' && until !== '' && from > to) return err({ code: 'events-backwards', since, until })
  if (since === '' && until === '') return ok([])
  // the engine takes an end at or before 1970 for none
  const end = unixTime(to) > 0 ? to : Infinity
  return ok(
    state.events.filter(
      (event) => event.host === host && event.at >= from && event.at <= end && passesFilters(event, filters),
    ),
  )
}
