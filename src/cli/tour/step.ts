/** What the walkthrough is made of, as data. */

export type TourStep =
  | { readonly kind: 'heading'; readonly text: string }
  /** A remark of one or two sentences. */
  | { readonly kind: 'say'; readonly text: string }
  /** Typed on h1 behind the word docker. */
  | { readonly kind: 'docker'; readonly line: string }
  /** `docker exec FROM ping -c 1 TARGET` on h1, with the reason. */
  | { readonly kind: 'ping'; readonly from: string; readonly target: string }
  /** A web request from a machine on the LAN, with the reason. */
  | { readonly kind: 'http'; readonly from: string; readonly target: string; readonly port: number }
  | { readonly kind: 'matrix' }

export const heading = (text: string): TourStep => ({ kind: 'heading', text })
export const say = (text: string): TourStep => ({ kind: 'say', text })
export const docker = (line: string): TourStep => ({ kind: 'docker', line })
export const ping = (from: string, target: string): TourStep => ({ kind: 'ping', from, target })
export const http = (from: string, target: string, port: number): TourStep => ({
  kind: 'http',
  from,
  target,
  port,
})
export const matrix: TourStep = { kind: 'matrix' }
