/** What the commands about the engine itself ask, and what is recognised without being modelled. */
import type { KeyValue } from './common.js'

/** `docker info`. */
export interface InfoRequest {
  readonly command: 'info'
  readonly format: string
}

export interface VersionRequest {
  readonly command: 'version'
  readonly format: string
}

/** `docker events`; times as typed, '' where none was given. */
export interface EventsRequest {
  readonly command: 'events'
  readonly filters: readonly KeyValue[]
  readonly format: string
  readonly since: string
  readonly until: string
}

/** `docker compose …`: a plugin, which reads its own words. */
export interface ComposeRequest {
  readonly command: 'compose'
  readonly args: readonly string[]
}

/** A command that the real client has, and whose flags and arguments nobody looked at. */
export interface NotModelledRequest {
  readonly command: 'not modelled'
  /** `docker image ls`. */
  readonly path: string
  readonly args: readonly string[]
}

/** By `command`. */
export type SystemRequest = InfoRequest | VersionRequest | EventsRequest | ComposeRequest | NotModelledRequest
