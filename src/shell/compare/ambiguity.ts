/** Where several equal back ends may answer: names with several addresses, and swarm services' addresses and ports. */
import type { Recording } from '../recording/recording.js'

/** Whether who answers at a target may differ from run to run. */
export type IsAmbiguous = (target: string) => boolean

/** The host's own addresses on the LAN, through which services are published. */
const published = /^(192\.0\.2\.|127\.|2001:db8:1:|::1$)/
/** An IPv4 address, or anything with a colon. */
const address = /^[\d.]+$|:/

/** Judged by all the recordings together, so that two of one scenario are folded alike. */
export function ambiguity(...recordings: readonly Recording[]): IsAmbiguous {
  const names = new Set<string>()
  const addresses = new Set<string>()
  const steps = recordings.flatMap((recording) => recording.steps)
  const services = steps.some((step) => 'docker' in step && /^(service|stack) /.test(step.docker))
  for (const step of steps) {
    if (!('probe' in step) || step.probe !== 'dns') continue
    const given = (type: string): readonly string[] =>
      step.result.answers.filter((answer) => answer.type === type).map(({ data }) => data)
    const families = [given('A'), given('AAAA')]
    // one answer with two addresses: the client takes either
    if (families.some((list) => list.length > 1)) names.add((step.args[0] ?? '').toLowerCase())
    for (const data of families.flat()) addresses.add(data)
  }
  return (target) =>
    names.has(target.toLowerCase()) ||
    (services && (!address.test(target) || addresses.has(target) || published.test(target)))
}
