/** How the texts look that differ between two runs of one scenario on a real engine. */

/** Not inside a longer word. */
const word = (inner: string): RegExp => new RegExp(`(?<![0-9A-Za-z])(?:${inner})(?![0-9A-Za-z])`, 'g')

/** Networks, endpoints, sandboxes, containers. */
export const FULL_ID = word('[0-9a-f]{64}')
/** What lists show of them. */
export const SHORT_ID = word('[0-9a-f]{12}')
/** Perhaps the beginning of an id: it is folded only when it begins one that is known. */
export const ID_PREFIX = /(?<![0-9A-Za-z.:<-])[0-9a-f]{6,63}(?![0-9A-Za-z.:-])/g
/** Swarm's ids: 25 letters and digits, at least one of each. */
export const SWARM_ID = word('(?=[0-9a-z]*[0-9])(?=[0-9a-z]*[a-z])[0-9a-z]{25}')
/** The ID column of `service ls`, `service ps` and their like. */
export const SWARM_COLUMN = /^(?=[0-9a-z]*[0-9])(?=[0-9a-z]*[g-z])[0-9a-z]{12}(?=\s)/gm
/** Before SWARM_ID, which would find its last part. */
export const JOIN_TOKEN = /SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}/g
/** Lower case, as the engine prints them. */
export const MAC_ADDRESS = /(?<![0-9A-Za-z:])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![0-9A-Za-z:])/g
/** An address of fd00::/8, whose site the engine makes at random. */
export const UNIQUE_LOCAL = /(?<![0-9A-Za-z:])fd[0-9a-f]{2}:[0-9a-f:]*(?![0-9A-Za-z:])/g
/** The host's end of a container's link. */
export const VETH = word('veth[0-9a-f]{7}')
/** A path to a network namespace, whose name is part of the sandbox's id. */
export const SANDBOX_KEY = /(?:\/[\w.-]+)*\/netns\/\w+/g
/** Perhaps a host port of the ephemeral range, 32768 to 60999. */
export const FIVE_DIGITS = /(?<![\w.])(\d{5})(?![\w.])/g

/** Times and durations, in the order in which they are replaced; Go's zero time means never. */
export const TIMES: readonly (readonly [pattern: RegExp, by: string])[] = [
  [/0001-01-01T00:00:00Z/g, '<never>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<time>'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4} \w+/g, '<time>'],
  [/\b(?:Less than a second|About an? (?:minute|hour)|\d+ (?:second|minute|hour)s?)( ago)?/g, '<duration>$1'],
  [/\b\d+(?:\.\d+)?(?:\/\d+\.\d+)* ms\b/g, '<duration>'],
]
