/** Reads a recording, checking every member: a file from outside may say anything. */
import type { Result } from '../../addr/result.js'
import { readJson, type JsonProblem } from '../json/read.js'
import {
  either,
  isRecord,
  listOf,
  nothing,
  objectOf,
  oneOf,
  optional,
  recordOf,
  shape,
  text,
  wholeNumber,
  type Shape,
} from '../json/shape.js'
import {
  PROBES,
  type ProbeKind,
  type RecordedCommand,
  type RecordedDns,
  type RecordedHttp,
  type RecordedLink,
  type RecordedPing,
  type RecordedRoute,
  type RecordedSleep,
  type RecordedState,
  type RecordedStep,
  type Recording,
} from './recording.js'

// one shape a kind of step; more members than these are allowed, so that newer recordings can be read
const command: Shape<RecordedCommand> = objectOf({
  host: text,
  docker: text,
  save: optional(text),
  exit: wholeNumber,
  stdout: text,
  stderr: text,
})
const link: Shape<RecordedLink> = objectOf({ link: text, to: oneOf('up', 'down') })
const route: Shape<RecordedRoute> = objectOf({ route: text, to: text, via: text })

const sleep: Shape<RecordedSleep> = objectOf({ sleep: wholeNumber })

const verdict = oneOf(true, false)
const ping: Shape<RecordedPing> = objectOf({
  ok: verdict,
  address: optional(text),
  ttl: optional(wholeNumber),
  why: optional(text),
})
const http: Shape<RecordedHttp> = objectOf({ ok: verdict, answeredBy: optional(text), why: optional(text) })
const answer = objectOf<RecordedDns['answers'][number]>({ ttl: wholeNumber, type: text, data: text })
const dns: Shape<RecordedDns> = objectOf({
  server: either(nothing, text),
  rcode: either(nothing, text),
  answers: listOf(answer),
})
const state: Shape<RecordedState> = objectOf({
  interfaces: listOf(objectOf({ name: text, address: text })),
  routes: listOf(text),
  routes6: listOf(text),
  hosts: listOf(text),
  resolv: listOf(text),
})
const results: Readonly<Record<ProbeKind, Shape<unknown>>> = { ping, http, dns, state, rules: listOf(text) }

const isProbeKind = (value: unknown): value is ProbeKind => PROBES.some((probe) => probe === value)
const asked = objectOf({ probe: oneOf(...PROBES), from: text, args: listOf(text) })

/** Which kind of step it is shows in its members; the message is about the kind that it seems to be. */
const step: Shape<RecordedStep> = shape((value, path) => {
  if (!isRecord(value)) return { path, message: 'should be a step: an object' }
  if ('docker' in value) return command.problem(value, path)
  if ('link' in value) return link.problem(value, path)
  if ('route' in value) return route.problem(value, path)
  if ('sleep' in value) return sleep.problem(value, path)
  if (!('probe' in value))
    return { path, message: 'should have docker, probe, link, route or sleep, and has none of them' }
  const kind = value['probe']
  return (
    asked.problem(value, path) ??
    (isProbeKind(kind) ? results[kind].problem(value['result'], [...path, 'result']) : undefined)
  )
})

const recording: Shape<Recording> = objectOf({
  format: oneOf(1),
  name: text,
  title: text,
  engine: recordOf(text),
  hosts: wholeNumber,
  steps: listOf(step),
})

/** The recording in a file's text, or the line on which it is wrong. */
export const readRecording = (source: string): Result<Recording, JsonProblem> => readJson(source, recording)
