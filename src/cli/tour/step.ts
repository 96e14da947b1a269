/** What the walkthrough is made of, as data. */

export type TourStep =
  | { readonly kind: 'heading'; readonly text: string }
  /** A remark of one or two sentences. */
  | { readonly kind: 'say'; readonly text: string }
  /** Typed on a host behind the word docker. `${TOKEN}` in it is what was printed when TOKEN was last saved. */
  | { readonly kind: 'docker'; readonly host: string; readonly line: string; readonly save?: string }
  /** `docker exec FROM ping -c 1 TARGET` on the container's host, h1 unless it is named (`h2/far`), with the reason. */
  | { readonly kind: 'ping'; readonly from: string; readonly target: string }
  /** The same question again, with everything that its packets meet on their way. */
  | { readonly kind: 'flow'; readonly from: string; readonly target: string }
  /** A web request from a machine on the LAN or from a container (`h1/ctr1`), with the reason. */
  | { readonly kind: 'http'; readonly from: string; readonly target: string; readonly port: number }
  | { readonly kind: 'matrix' }

// Short names, since the tour is a list of them: each makes the step of its name.
export const heading = (text: string): TourStep => ({ kind: 'heading', text })
export const say = (text: string): TourStep => ({ kind: 'say', text })
export const docker = (line: string, host = 'h1'): TourStep => ({ kind: 'docker', host, line })
/** What it prints is kept under that name. */
export const save = (name: string, line: string): TourStep => ({
  kind: 'docker',
  host: 'h1',
  line,
  save: name,
})
export const flow = (from: string, target: string): TourStep => ({ kind: 'flow', from, target })
export const ping = (from: string, target: string): TourStep => ({ kind: 'ping', from, target })
export const http = (from: string, target: string, port: number): TourStep => ({
  kind: 'http',
  from,
  target,
  port,
})
export const matrix: TourStep = { kind: 'matrix' }
