/**
 * `docker events` and `docker system events` (docker/cli system/events.go). Not modelled: waiting. Where a real client would
 * go on to listen, the past is printed, and a line on stderr says that nothing more can come.
 */
import { err, ok, type Result } from '../../addr/result.js'
import { listEvents } from '../../engine/listEvents.js'
import type { EngineEvent } from '../../engine/state.js'
import { stepAt, timestampOf, unixTime } from '../../engine/time.js'
import type { EventsRequest } from '../args/requests/system.js'
import { executeTemplate } from '../template/execute.js'
import type { Template } from '../template/node.js'
import { parseTemplate } from '../template/parse.js'
import { GoMap, GoStruct, GoText, type TemplateValue } from '../template/value.js'
import { apiTime } from './apiTime.js'
import { daemonError, refused, type Engine, type Outcome } from './outcome.js'

/** The client's exit code for a template that cannot be used. */
const BAD_FORMAT = 64

/**
 * What has happened between two times, a line each. Errors: a bad template (exit 64, before the engine is asked),
 * times that cannot be read, and those of the engine.
 */
export function dockerEvents({ state, host }: Engine, request: EventsRequest): Outcome {
  const template = templateFor(request.format)
  if (!template.ok) return refused(state, `Error parsing format: ${template.error}`, BAD_FORMAT)
  const now = state.cnm.clock
  const span = { since: apiTime(request.since, now), until: apiTime(request.until, now) }
  const { since, until } = span
  if (since === undefined || until === undefined) {
    const unread = since === undefined ? request.since : request.until
    return refused(state, `failed to parse value as time or duration: ${JSON.stringify(unread)}`)
  }
  const listed = listEvents(state, host, { since, until }, request.filters)
  if (!listed.ok) return refused(state, daemonError(listed.error))
  // an end in the future, or none: a real client would stay
  const waits = until === '' || (stepAt(until) ?? now) > now
  let stdout = ''
  for (const event of listed.value) {
    const line =
      template.value === null ? ok(eventLine(event)) : executeTemplate(template.value, message(event))
    if (!line.ok)
      return { state, exit: 1, stdout: `${stdout}${line.error.written}\n`, stderr: `${line.error.message}\n` }
    stdout += `${line.value}\n`
  }
  return { state, exit: 0, stdout, stderr: waits ? nothingMore(since) : '' }
}

const nothingMore = (since: string): string =>
  `cnm-sim: nothing more can come, since nothing happens here while a client waits${
    since === '' ? '; what has happened: docker events --since 0' : ''
  }\n`

/**
 * Null without --format. A template is tried on an empty message first, so that a field that is not there is found
 * (system/events.go makeTemplate).
 */
function templateFor(format: string): Result<Template | null, string> {
  if (format === '') return ok(null)
  const template = parseTemplate(format === 'json' ? '{{json .}}' : format)
  if (!template.ok) return err(template.error.message)
  const tried = executeTemplate(template.value, EMPTY)
  return tried.ok ? template : err(tried.error.message)
}

/**
 * `2026-01-01T00:00:05.000000000Z network create ID (name=net1, type=bridge)`: prettyPrintEvent. Attributes in the
 * order of their names.
 */
function eventLine({ at, type, action, actor, attributes }: EngineEvent): string {
  const time = timestampOf(at).replace(/Z$/, '.000000000Z')
  const own = attributes.map(([key, value]) => `${key}=${value}`).join(', ')
  return `${time} ${type} ${action} ${actor}${own === '' ? '' : ` (${own})`}`
}

/** api/types/events Message; the fields of old (status, id, from) are those of containers. */
function messageOf(
  type: string,
  event: Pick<EngineEvent, 'action' | 'actor' | 'attributes'> & { readonly type: string },
  at: number | null,
): TemplateValue {
  const old = event.type === 'container'
  const from = event.attributes.find(([key]) => key === 'image')?.[1] ?? ''
  const actor = new GoStruct('events.Actor', [
    { name: 'ID', value: event.actor },
    { name: 'Attributes', value: new GoMap(event.attributes, '') },
  ])
  const seconds = at === null ? 0 : unixTime(at)
  return new GoStruct(type, [
    { name: 'Status', json: 'status', omitEmpty: true, value: old ? event.action : '' },
    { name: 'ID', json: 'id', omitEmpty: true, value: old ? event.actor : '' },
    { name: 'From', json: 'from', omitEmpty: true, value: old ? from : '' },
    { name: 'Type', value: new GoText('events.Type', event.type) },
    { name: 'Action', value: new GoText('events.Action', event.action) },
    { name: 'Actor', value: actor },
    { name: 'Scope', json: 'scope', omitEmpty: true, value: at === null ? '' : 'local' },
    { name: 'Time', json: 'time', omitEmpty: true, value: seconds },
    // beyond 2^53, but a whole number of seconds is exact
    { name: 'TimeNano', json: 'timeNano', omitEmpty: true, value: seconds * 1e9 },
  ])
}

const message = (event: EngineEvent): TemplateValue => messageOf('events.Message', event, event.at)
const EMPTY = messageOf('*events.Message', { type: '', action: '', actor: '', attributes: [] }, null)
