/**
 * A recording, format 1: what an engine, real or simulated, answered to the commands and probes of one scenario.
 * Command lines and arguments stand in it as they were typed, with `${T}` for what an earlier step saved.
 */

export interface Recording {
  readonly format: 1
  readonly name: string
  readonly title: string
  /** Who answered: `version`, `api`, `kernel` of a real engine; `simulator`, `version`, `models` of a simulated one. */
  readonly engine: Readonly<Record<string, string>>
  /** How many Docker hosts the scenario needs. */
  readonly hosts: number
  readonly steps: readonly RecordedStep[]
}

/** Told apart by their members: `docker`, `probe`, `link`, `route` or `sleep`. */
export type RecordedStep = RecordedCommand | RecordedProbe | RecordedLink | RecordedRoute | RecordedSleep

/** `docker` is the command line after the word docker. */
export interface RecordedCommand {
  readonly host: string
  readonly docker: string
  /** The variable that keeps the trimmed output. */
  readonly save?: string | undefined
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** The cable of machine `link` was plugged or pulled. */
export interface RecordedLink {
  readonly link: string
  readonly to: 'up' | 'down'
}

/** `to` is reached through `via` from then on, on the machine `route`. */
export interface RecordedRoute {
  readonly route: string
  readonly to: string
  readonly via: string
}

/** Seconds in which nobody acts. The lab's recordings leave them out; one that is about time has them. */
export interface RecordedSleep {
  readonly sleep: number
}

interface Asked {
  readonly from: string
  readonly args: readonly string[]
}

/** A question from `from`; `args` as the scenario writes them. */
export type RecordedProbe =
  | (Asked & { readonly probe: 'ping'; readonly result: RecordedPing })
  | (Asked & { readonly probe: 'http'; readonly result: RecordedHttp })
  | (Asked & { readonly probe: 'dns'; readonly result: RecordedDns })
  | (Asked & { readonly probe: 'state'; readonly result: RecordedState })
  | (Asked & { readonly probe: 'rules'; readonly result: readonly string[] })

/** In the order in which documents list them. */
export const PROBES = ['ping', 'http', 'dns', 'state', 'rules'] as const
export type ProbeKind = (typeof PROBES)[number]

/**
 * `why`: no-such-name, timeout, refused, reset, network-unreachable, host-unreachable, not-permitted or
 * `cannot-run: ...`. `ttl`: hop limit left in the answer.
 */
export interface RecordedPing {
  readonly ok: boolean
  readonly address?: string | undefined
  readonly ttl?: number | undefined
  readonly why?: string | undefined
}

/** `answeredBy`: the hostname that came back; `why` as of a ping. */
export interface RecordedHttp {
  readonly ok: boolean
  readonly answeredBy?: string | undefined
  readonly why?: string | undefined
}

/** `server` null: there was none to ask. `ttl` in seconds. */
export interface RecordedDns {
  readonly server: string | null
  readonly rcode: string | null
  readonly answers: readonly { readonly ttl: number; readonly type: string; readonly data: string }[]
}

/** Texts as the programs print them: `ip route`, the lines of /etc/hosts and resolv.conf. */
export interface RecordedState {
  readonly interfaces: readonly { readonly name: string; readonly address: string }[]
  readonly routes: readonly string[]
  readonly routes6: readonly string[]
  readonly hosts: readonly string[]
  readonly resolv: readonly string[]
}
