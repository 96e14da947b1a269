/** What a verdict rests on beside the facts of its world: one union, and one table of sentences. */
import { LISTEN_LABEL } from '../../engine/program.js'
import { option } from '../../drivers/api.js'
import { portText, type Port } from '../rules/port.js'
import type { Party } from './party.js'

/**
 * A closed union of what a verdict takes for granted. It is told with every verdict that is not simply broken, as a
 * reader has to know what would change it.
 */
export type Assumption =
  /** Docker Engine 28.5.2 as it comes. */
  | { readonly code: 'engine-defaults' }
  /** Nothing in DOCKER-USER, no firewall of the host's own. */
  | { readonly code: 'no-own-rules' }
  | {
      readonly code: 'listens'
      readonly place: string
      readonly ports: readonly Port[]
      /** What says so. */
      readonly because: 'label' | 'command' | 'exposed' | 'machine'
    }
  /** Nothing is known of where its program listens: nothing is exposed, published or labelled. */
  | { readonly code: 'listens-nowhere'; readonly place: string; readonly image: string }
  /** Containers get their addresses in the order in which they start. */
  | { readonly code: 'given-address'; readonly place: string; readonly address: string }
  /** The name stands for several, of which a real engine puts any first. */
  | { readonly code: 'back-ends'; readonly name: string; readonly addresses: readonly string[] }
  /** The engine picked the host's port. */
  | { readonly code: 'picked-port'; readonly place: string; readonly port: Port }

/** A sentence each. */
export const assumptionText = (a: Assumption): string => {
  switch (a.code) {
    case 'engine-defaults':
      return 'Docker Engine 28.5.2 runs with its defaults: iptables, docker-proxy, no daemon options.'
    case 'no-own-rules':
      return 'Nobody has put rules of their own into DOCKER-USER or the firewall of a host.'
    case 'listens':
      return `${a.place} listens on ${a.ports.map(portText).join(', ')}: ${reasons[a.because]}.`
    case 'listens-nowhere':
      return `${a.place} listens nowhere: image ${a.image} exposes and publishes nothing that is known of, and no label ${LISTEN_LABEL} says more.`
    case 'given-address':
      return `${a.address} is ${a.place}: it was given in the order in which containers started.`
    case 'back-ends':
      return `${a.name} stands for ${a.addresses.join(', ')}, and any of them may be used.`
    case 'picked-port':
      return `The engine picked port ${portText(a.port)} of the host for ${a.place}.`
  }
}

/** Where it is known from that a program listens. */
const reasons = {
  label: `its label ${LISTEN_LABEL} says so`,
  command: 'its command says so',
  exposed: 'programs are taken to listen on what they expose or publish',
  machine: 'it is a machine of the world',
}

/** What every verdict rests on. */
export const everywhere: readonly Assumption[] = [{ code: 'engine-defaults' }, { code: 'no-own-rules' }]

/** What is taken for granted about a target. */
export function aboutTarget({ label, container, listens }: Party): readonly Assumption[] {
  if (container === null)
    return listens.length === 0 ? [] : [{ code: 'listens', place: label, ports: listens, because: 'machine' }]
  const { labels, image, cmd } = container.config
  if (listens.length === 0) return [{ code: 'listens-nowhere', place: label, image }]
  const because =
    option(labels, LISTEN_LABEL) !== undefined ? 'label' : cmd?.[0] === 'httpd' ? 'command' : 'exposed'
  return [{ code: 'listens', place: label, ports: listens, because }]
}

/** Each once, the first one's place. */
export const distinct = (assumptions: readonly Assumption[]): readonly Assumption[] => [
  ...new Map(assumptions.map((a) => [JSON.stringify(a), a])).values(),
]
